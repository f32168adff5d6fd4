import { copyFileSync, mkdirSync } from 'node:fs';
import { expect, test } from '../support/bay.ts';

/** Kept as what a run leaves behind, to be looked at. */
const folder = 'test-results/screenshots';

const widths = [
  { name: '1440', width: 1440, height: 900 },
  { name: '1024', width: 1024, height: 768 },
  { name: 'phone', width: 390, height: 844 },
];

for (const { name, width, height } of widths) {
  for (const theme of ['light', 'dark'] as const) {
    test(`looks: ${name}, ${theme}`, async ({ page, bay }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await bay.open('/#view=picture');
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect(page.getByText('Live', { exact: true })).toBeVisible();
      // Nothing may make the page itself scroll sideways.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `${folder}/picture-${name}-${theme}.png` });
      if (name === '1440' && theme === 'light' && process.env.UPDATE_README) {
        mkdirSync('docs', { recursive: true });
        copyFileSync(`${folder}/picture-1440-light.png`, 'docs/patchbay.png');
      }
    });
  }
}
