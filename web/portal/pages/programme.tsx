import type { Catalog } from '../../../contracts/catalog.ts'
import { type rungs, scenarioRoutes } from '../../../contracts/scenarios.ts'
import { StageRail } from '../../ui/parts/stage-rail.tsx'
import type { Page, PageContext } from '../page.ts'
import { PageHead, Section } from '../parts/section.tsx'
import { SourceLinks } from '../parts/source-links.tsx'
import { Statistic, StatisticValue } from '../parts/statistic.tsx'

type Rung = (typeof rungs)[number]

export async function programmePage(context: PageContext): Promise<Page> {
  const { say, catalog, locale } = context
  const counts = await Promise.all(
    catalog.ladder.map(async (rung) => {
      const answer = await context.get(scenarioRoutes.list, { query: { rung: rung.key, limit: '1' } })
      return answer.total
    }),
  )
  return {
    title: say('programme.title'),
    description: say('programme.deck'),
    nav: 'programme',
    body: (
      <>
        <PageHead title={say('programme.title')} deck={say('programme.deck')} />
        <Section id="loop" title={say('programme.loop')}>
          <StageRail
            plain
            current={null}
            stages={catalog.stages.map((stage) => ({
              key: stage.key,
              label: stage[locale],
              note: say(`loop.${stage.key as 'collection'}`),
            }))}
          />
        </Section>
        <Section id="ladder" title={say('programme.ladder')} note={say('programme.ladder_note')}>
          <ol className="ladder">
            {catalog.ladder.map((rung, at) => (
              <li key={rung.key} className={`rung rung-${at}`}>
                <h3>{rung[locale]}</h3>
                <p>{say(`rung.${rung.key as Rung}`)}</p>
                <p className="soft">
                  <a href={context.href(`/scenarios?rung=${rung.key}`)}>
                    {say('programme.rung_now', { n: counts[at] ?? 0 })}
                  </a>
                </p>
              </li>
            ))}
          </ol>
        </Section>
        <Section id="targets" title={say('programme.targets')} note={say('programme.targets_note')}>
          <dl className="statistics">
            {catalog.targets.map((entry) => (
              <Statistic
                key={entry.key}
                context={context}
                entry={entry}
                note={entry.period && say('programme.period', { period: entry.period })}
              />
            ))}
          </dl>
        </Section>
        <Section id="history" title={say('programme.history')} note={say('programme.history_note')}>
          <Statements context={context} entries={catalog.history} />
        </Section>
        <div className="columns is-two">
          <Section id="services" title={say('programme.services')}>
            <Words context={context} entries={catalog.services} />
          </Section>
          <Section id="focuses" title={say('programme.focuses')}>
            <Words context={context} entries={catalog.focuses} path={(key) => `/scenarios?focus=${key}`} />
          </Section>
        </div>
        <Section id="governance" title={say('programme.governance')}>
          <Words context={context} entries={catalog.governance} />
        </Section>
        <Section id="sources" title={say('programme.sources')}>
          <ul className="source-list">
            {catalog.sources.map((source) => (
              <li key={source.key} id={`source-${source.key}`}>
                <span lang="zh-CN">{source.title}</span> <span className="soft">{source.date}</span>
              </li>
            ))}
          </ul>
        </Section>
      </>
    ),
  }
}

function Statements({ context, entries }: { context: PageContext; entries: Catalog['history'] }) {
  const { say, locale } = context
  return (
    <table className="sheet is-wide">
      <thead>
        <tr>
          <th scope="col">{say('programme.item')}</th>
          <th scope="col" className="number-cell">
            {say('programme.value')}
          </th>
          <th scope="col">{say('programme.source')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.key}>
            <th scope="row">{entry[locale]}</th>
            <td className="number-cell">
              <StatisticValue context={context} entry={entry} />
            </td>
            <td>
              <SourceLinks context={context} src={entry.src} derived={entry.derived} inferred={entry.inferred} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Words({
  context,
  entries,
  path,
}: {
  context: PageContext
  entries: Catalog['services']
  path?: (key: string) => string
}) {
  return (
    <ul className="plain-list">
      {entries.map((entry) => (
        <li key={entry.key}>
          {path ? <a href={context.href(path(entry.key))}>{entry[context.locale]}</a> : entry[context.locale]}
        </li>
      ))}
    </ul>
  )
}
