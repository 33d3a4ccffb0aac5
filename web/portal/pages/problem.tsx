import type { Page, PageContext, PageProblem } from '../page.ts'
import { PageHead } from '../parts/section.tsx'

/** What a visitor is told when a page cannot be shown: what happened and where to go. */
export function problemPage(context: PageContext, fault: PageProblem): Page {
  const { say, href } = context
  const kind = fault.status === 400 ? '400' : fault.status === 404 ? '404' : '500'
  const trace = kind === '500' ? context.request.traceId : undefined
  return {
    status: kind === '500' ? (fault.status >= 500 ? fault.status : 500) : Number(kind),
    title: say(`problem.title_${kind}`),
    hidden: true,
    body: (
      <div className="problem">
        <PageHead title={say(`problem.title_${kind}`)} deck={say(`problem.text_${kind}`)} />
        {trace && <p className="soft">{say('problem.trace', { id: trace })}</p>}
        <p className="links">
          {kind === '400' && <a href={href(context.path)}>{say('page.first')}</a>}
          <a href={href('/')}>{say('problem.home')}</a>
          <a href={href('/scenarios')}>{say('problem.all')}</a>
        </p>
      </div>
    ),
  }
}
