import { Cable, FileCog, Lock, type LucideIcon, Network, Share2 } from 'lucide-react';
import type { RefObject } from 'react';
import { cx } from '#components/ui/cx.ts';
import { type Goal, goals } from './goals.ts';

const words: Record<Goal, { title: string; says: string; Icon: LucideIcon }> = {
  host: {
    title: 'Containers on one host talk by name',
    says: 'A bridge: addresses of its own, names, and a way out through the host.',
    Icon: Network,
  },
  swarm: {
    title: 'Containers on several hosts talk by name',
    says: 'An overlay: one network over all hosts of a swarm.',
    Icon: Share2,
  },
  lan: {
    title: 'Containers appear on my LAN',
    says: 'macvlan or ipvlan: each has an address of the LAN, beside the host’s.',
    Icon: Cable,
  },
  closed: {
    title: 'No way out',
    says: 'An internal bridge: its containers reach each other, and nothing else.',
    Icon: Lock,
  },
  config: {
    title: 'Built from a config network',
    says: 'Each host settles its own addresses and parent; the network is made of that.',
    Icon: FileCog,
  },
};

/** What is wanted of the network, as a few answers to choose from. `shut` says of a goal why it can't be had. */
export function GoalChoice({
  goal,
  onGoal,
  shut,
  firstRef,
}: {
  goal: Goal | undefined;
  onGoal(goal: Goal): void;
  shut: Partial<Record<Goal, string>>;
  /** Is given the answer that is chosen. */
  firstRef: RefObject<HTMLInputElement | null>;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-xs text-muted">What do you want?</legend>
      <div className="grid grid-cols-2 gap-1.5 max-sm:grid-cols-1">
        {goals.map((each) => {
          const { title, says, Icon } = words[each];
          const chosen = each === goal;
          return (
            <label
              key={each}
              className={cx(
                'relative flex gap-2.5 rounded-sm border px-2.5 py-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus',
                chosen ? 'border-accent bg-accent/6' : 'border-line hover:border-faint',
                shut[each] && 'opacity-60',
              )}
            >
              <input
                ref={chosen ? firstRef : undefined}
                type="radio"
                name="goal"
                value={each}
                checked={chosen}
                disabled={shut[each] !== undefined}
                onChange={() => onGoal(each)}
                aria-label={title}
                aria-describedby={`goal-${each}`}
                className="absolute inset-0 appearance-none outline-none"
              />
              <Icon
                aria-hidden="true"
                className={cx('mt-px size-4 shrink-0', chosen ? 'text-accent' : 'text-muted')}
              />
              <span className="min-w-0">
                <span className="block font-medium">{title}</span>
                <span id={`goal-${each}`} className="mt-0.5 block text-2xs text-muted">
                  {shut[each] ?? says}
                </span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
