import type { PageContext } from '../page.ts'

/** Said wherever intents are spoken of: what an intent is not, and that the libraries are no gate to procurement. */
export function FairNote({ context }: { context: PageContext }) {
  return (
    <p className="fair-note">
      <strong>{context.say('fair.title')}</strong> {context.say('footer.fair')}
    </p>
  )
}
