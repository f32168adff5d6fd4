import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { nonceOf } from '#components/shell/nonce.ts';
import { themeScript } from '#components/shell/theme-script.ts';
import './globals.css';

export const metadata: Metadata = {
  title: 'Patchbay',
  description: 'A live patch bay of container networks across Docker hosts',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f4f2' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1317' },
  ],
};

/** The frame of every page. Reading the request's headers makes it dynamic, as a nonce needs. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = nonceOf(await headers());
  return (
    // The script sets the theme before React sees the element.
    <html lang="en" suppressHydrationWarning>
      <head>
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, without any data in it
          dangerouslySetInnerHTML={{ __html: themeScript }}
        />
      </head>
      <body>{children}</body>
    </html>
  );
}
