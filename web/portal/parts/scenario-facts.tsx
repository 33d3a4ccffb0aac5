import type { ReactNode } from 'react'
import type { Scenario } from '../../../contracts/scenarios.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { FieldWithSource } from '../../ui/parts/field-with-source.tsx'
import { Money } from '../../ui/parts/money.tsx'
import { zh } from '../messages/zh.ts'
import type { PageContext } from '../page.ts'
import { callHref } from './call-row.tsx'
import { FileLinks } from './file-links.tsx'
import { Han } from './han.tsx'
import { type Outcome, RungFacts } from './outcome.tsx'
import { ClosingChip, scenarioHref } from './scenario-row.tsx'
import { SourceLinks } from './source-links.tsx'

/** The facts of a scenario: amounts, place and time, classification, list, files, and where they come from. */
export function ScenarioFacts({
  context,
  scenario,
  promotions,
}: {
  context: PageContext
  scenario: Scenario
  promotions: Outcome['promotions']
}) {
  const { say, names, href } = context
  const document = scenario.source?.document
  return (
    <dl className="facts">
      {scenario.opportunityCny !== null && (
        <FieldWithSource
          label={say('scenario.opportunity')}
          source={
            <>
              {scenario.opportunityPeriod && `${scenario.opportunityPeriod} · `}
              {say('scenario.opportunity_note')}
              {document && (
                <>
                  <br />
                  <SourceLinks context={context} src={document} />
                </>
              )}
            </>
          }
        >
          <span className="fact-amount">
            <Money cny={scenario.opportunityCny} bound={scenario.opportunityBound} />
          </span>
        </FieldWithSource>
      )}
      {scenario.budgetCny !== null && (
        <FieldWithSource label={say('scenario.budget')}>
          <span className="fact-amount">
            <Money cny={scenario.budgetCny} />
          </span>
        </FieldWithSource>
      )}
      <FieldWithSource label={say('scenario.window')}>
        <Window context={context} scenario={scenario} />
      </FieldWithSource>
      {(scenario.startsOn || scenario.endsOn) && (
        <FieldWithSource label={say('scenario.time')}>
          {scenario.startsOn && <DateText value={scenario.startsOn} />}
          {' – '}
          {scenario.endsOn && <DateText value={scenario.endsOn} />}
        </FieldWithSource>
      )}
      {scenario.place && (
        <FieldWithSource label={say('scenario.place')}>
          <Han>{scenario.place}</Han>
        </FieldWithSource>
      )}
      <Links
        context={context}
        label={say('scenario.districts')}
        name="district"
        keys={scenario.districts}
        of={names.district}
      />
      {scenario.cooperationModes.length > 0 && (
        <FieldWithSource label={say('scenario.cooperation')}>
          {names.join(scenario.cooperationModes.map(names.cooperationMode))}
        </FieldWithSource>
      )}
      <Links
        context={context}
        label={say('filter.domain')}
        name="domain"
        keys={scenario.domain ? [scenario.domain] : []}
        of={names.domain}
      />
      <Links
        context={context}
        label={say('filter.direction')}
        name="direction"
        keys={scenario.direction ? [scenario.direction] : []}
        of={names.direction}
      />
      <Links context={context} label={say('filter.track')} name="track" keys={scenario.tracks} of={names.track} />
      <Links
        context={context}
        label={say('scenario.focus')}
        name="focus"
        keys={scenario.focus ? [scenario.focus] : []}
        of={names.focus}
      />
      <RungFacts context={context} promotions={promotions} />
      {scenario.call && (
        <FieldWithSource label={say('scenario.call')}>
          <a href={callHref(context, scenario.call)}>
            <Han>{scenario.call.title}</Han>
          </a>
        </FieldWithSource>
      )}
      {scenario.list && (
        <FieldWithSource label={say('scenario.list')}>
          <a className="code" href={href(`/lists/${scenario.list.code}`)}>
            {scenario.list.code}
          </a>
        </FieldWithSource>
      )}
      {scenario.parent && (
        <FieldWithSource label={say('scenario.parent')}>
          <a href={scenarioHref(context, scenario.parent)}>
            <Han>{scenario.parent.title}</Han>
          </a>
        </FieldWithSource>
      )}
      {scenario.children.length > 0 && (
        <FieldWithSource label={say('scenario.children')}>
          <ul>
            {scenario.children.map((child) => (
              <li key={child.id}>
                <a href={scenarioHref(context, child)}>
                  <Han>{child.title}</Han>
                </a>
              </li>
            ))}
          </ul>
        </FieldWithSource>
      )}
      {scenario.attachments.length > 0 && (
        <FieldWithSource label={say('scenario.attachments')}>
          <FileLinks files={scenario.attachments} />
        </FieldWithSource>
      )}
      {scenario.publishedAt && (
        <FieldWithSource label={say('scenario.published')}>
          <DateText value={scenario.publishedAt} />
        </FieldWithSource>
      )}
      <FieldWithSource label={say('scenario.updated')}>
        <DateText value={scenario.updatedAt} />
      </FieldWithSource>
      {scenario.source && <Origin context={context} source={scenario.source} />}
    </dl>
  )
}

/** Classification as links to the list narrowed by it. */
function Links(props: {
  context: PageContext
  label: string
  name: string
  keys: readonly string[]
  of: (key: string) => string
}): ReactNode {
  const { context, label, name, keys, of } = props
  if (keys.length === 0) return null
  return (
    <FieldWithSource label={label}>
      {keys.map((key, at) => (
        <span key={key}>
          {at > 0 && (context.locale === 'zh' ? '、' : ', ')}
          <a href={context.href(`/scenarios?${name}=${key}`)}>{of(key)}</a>
        </span>
      ))}
    </FieldWithSource>
  )
}

function Window({ context, scenario }: { context: PageContext; scenario: Scenario }) {
  const opens = scenario.opensAt && <DateText value={scenario.opensAt} />
  if (scenario.closesAt) {
    return (
      <>
        {opens}
        {opens && ' – '}
        <ClosingChip context={context} closesAt={scenario.closesAt} />
      </>
    )
  }
  return (
    <>
      {opens}
      {opens && (context.locale === 'zh' ? ' 起，' : ', ')}
      {context.say('scenario.window_open')}
    </>
  )
}

/** Which document the facts are from, and which of them are our own classification or inference. */
function Origin({ context, source }: { context: PageContext; source: NonNullable<Scenario['source']> }) {
  const { say, names } = context
  const fields = (paths: readonly string[]) =>
    names.join(paths.map((path) => (`field.${path}` in zh ? say(`field.${path}` as 'field.tracks') : path)))
  return (
    <FieldWithSource
      label={say('scenario.source')}
      source={
        <>
          {source.derived.length > 0 && say('scenario.derived', { fields: fields(source.derived) })}
          {source.derived.length > 0 && source.inferred.length > 0 && <br />}
          {source.inferred.length > 0 && say('scenario.inferred', { fields: fields(source.inferred) })}
        </>
      }
    >
      <SourceLinks context={context} src={source.document} />
    </FieldWithSource>
  )
}
