import { type Found, findLimit, matchRoutes } from '../../../contracts/matches.ts'
import { EmptyState } from '../../ui/parts/empty-state.tsx'
import type { PageAnswer, PageContext } from '../page.ts'
import { Han } from '../parts/han.tsx'
import { ClosingChip, scenarioHref } from '../parts/scenario-row.tsx'
import { PageHead, Section } from '../parts/section.tsx'

/** Openings for a pasted description of a product: no account, nothing kept. */
export async function findPage(context: PageContext): Promise<PageAnswer> {
  const { say, request } = context
  const text = request.posted?.text?.replaceAll('\r\n', '\n').trim()
  const answer = text ? await request.call(matchRoutes.find, { body: { text } }) : null
  return {
    ...(answer && !answer.ok && { status: answer.status }),
    title: say('find.title'),
    description: say('find.deck'),
    nav: 'scenarios',
    body: (
      <>
        <PageHead title={say('find.title')} deck={say('find.deck')} />
        <form className="ask" method="post" action={context.href('/find')}>
          <label htmlFor="text">{say('find.label')}</label>
          <textarea
            id="text"
            name="text"
            rows={8}
            required
            maxLength={findLimit}
            defaultValue={text}
            placeholder={say('find.hint')}
            aria-describedby="kept"
          />
          <p id="kept" className="quiet">
            {say('find.kept')}
          </p>
          <button type="submit">{say('find.do')}</button>
        </form>
        {answer && !answer.ok && (
          <p className="ask-fault" role="alert">
            {say(answer.status === 503 ? 'find.warming' : 'find.unreadable')}
          </p>
        )}
        {answer?.ok && answer.value.items.length === 0 && (
          <EmptyState title={say('find.none')}>{say('find.none_next')}</EmptyState>
        )}
        {answer?.ok && answer.value.items.length > 0 && (
          <Section id="found" title={say('find.found', { count: answer.value.items.length })} note={say('find.note')}>
            <ol className="rows">
              {answer.value.items.map((item) => (
                <FoundRow key={item.opening.id} context={context} item={item} />
              ))}
            </ol>
          </Section>
        )}
      </>
    ),
  }
}

function FoundRow({ context, item }: { context: PageContext; item: Found }) {
  const { say } = context
  return (
    <li className="row">
      <article className="row-body">
        <h3 className="row-title">
          <a href={scenarioHref(context, item.scenario)}>
            <Han>{item.opening.text}</Han>
          </a>
        </h3>
        <p className="row-summary">
          <Han>{item.scenario.title}</Han>
        </p>
        {item.terms.length > 0 && (
          <p className="row-facts">{say('find.terms', { terms: item.terms.map((each) => each.text).join('、') })}</p>
        )}
        {item.requirements.length > 0 && (
          <ul className="row-facts">
            {item.requirements.map((each) => (
              <li key={each.id}>
                {say(each.kind === 'must' ? 'find.must' : 'find.wish')} <Han>{each.text}</Han>
              </li>
            ))}
          </ul>
        )}
      </article>
      <div className="row-aside">
        {item.closesAt && <ClosingChip context={context} closesAt={item.closesAt} />}
        {item.scenario.code && <p className="code">{item.scenario.code}</p>}
      </div>
    </li>
  )
}
