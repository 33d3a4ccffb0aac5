import type { Page, PageContext } from '../page.ts'
import { PageHead } from '../parts/section.tsx'

export function privacyPage(context: PageContext): Page {
  const { say } = context
  return {
    title: say('privacy.title'),
    description: say('privacy.p1'),
    body: (
      <>
        <PageHead title={say('privacy.title')} />
        <div className="prose">
          <p>{say('privacy.p1')}</p>
          <p>{say('privacy.p2')}</p>
          <p>{say('privacy.p3')}</p>
          <p>{say('privacy.p4')}</p>
          <p>{say('privacy.contact')}</p>
        </div>
      </>
    ),
  }
}
