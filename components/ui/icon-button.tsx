'use client';

import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'size'> {
  /** What it does: there is no word on it. */
  label: string;
}

/** A button with an icon alone. */
export function IconButton({ look = 'bare', label, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Button look={look} size="square" aria-label={label} {...rest} />
    </Tooltip>
  );
}
