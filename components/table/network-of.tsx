import { DriverSwatch } from '#components/words/driver.tsx';

/** The name of the network that a row's thing is of, with its driver's colour; nothing where it is of none. */
export function NetworkOf({ network, driver }: { network: string | undefined; driver: string }) {
  if (network === undefined) return null;
  return (
    <span className="flex items-center gap-2">
      <DriverSwatch driver={driver} />
      {network}
    </span>
  );
}
