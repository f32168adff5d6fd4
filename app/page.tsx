import { App } from '#components/shell/app.tsx';

/** The one page: the shell at once; the browser connects the stream. */
export default function Page() {
  return <App />;
}
