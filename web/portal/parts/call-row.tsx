import type { Call, CallSummary } from '../../../contracts/calls.ts'
import { stateLabel } from '../../../engines/lifecycle/index.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { FieldWithSource } from '../../ui/parts/field-with-source.tsx'
import { StateTag } from '../../ui/parts/state-tag.tsx'
import type { PageContext } from '../page.ts'
import { Han, HanProse } from './han.tsx'
import { ClosingChip } from './scenario-row.tsx'

export function callHref(context: PageContext, call: { id: string; code: string | null }): string {
  return context.href(`/calls/${encodeURIComponent(call.code ?? call.id)}`)
}

/** Open, not yet begun, or over: what the state says together with the window. */
export function CallState({ context, call }: { context: PageContext; call: CallSummary }) {
  if (call.state !== 'open') return <StateTag tone="plain">{stateLabel('call', call.state)[context.locale]}</StateTag>
  if (call.accepting) return <StateTag tone="sea">{context.say('calls.accepting')}</StateTag>
  const begun = call.opensAt !== null && new Date(call.opensAt) <= context.request.now
  return <StateTag tone="sand">{context.say(begun ? 'calls.window_over' : 'calls.not_begun')}</StateTag>
}

/** One open call in a list: title, what it asks for and of whom, and until when. */
export function CallRow({ context, call }: { context: PageContext; call: CallSummary }) {
  const { names } = context
  return (
    <li className="row">
      <article className="row-body">
        <h3 className="row-title">
          <a href={callHref(context, call)}>
            <Han>{call.title}</Han>
          </a>
        </h3>
        <p className="row-facts">
          <CallState context={context} call={call} />
          {call.domains.length > 0 && <span>{names.join(call.domains.map(names.domain))}</span>}
          {call.openers.length > 0 && <span>{names.join(call.openers.map(names.opener))}</span>}
          {call.closesAt && <ClosingChip context={context} closesAt={call.closesAt} />}
        </p>
      </article>
      <div className="row-aside">
        <p className="row-code">
          {call.code && <span className="code">{call.code}</span>}
          {call.opensAt && <DateText value={call.opensAt} />}
        </p>
      </div>
    </li>
  )
}

/** Who may submit, and scenarios of which kind; what narrows nothing says so. */
export function Addressed({ context, call }: { context: PageContext; call: CallSummary }) {
  const { say, names } = context
  const words = (keys: readonly string[], of: (key: string) => string) =>
    keys.length === 0 ? say('filter.any') : names.join(keys.map(of))
  const kind = (key: string) => names.enumeration('organisationKinds', key)
  return (
    <dl className="facts facts-line">
      <FieldWithSource label={say('call.kinds')}>{words(call.organisationKinds, kind)}</FieldWithSource>
      <FieldWithSource label={say('filter.opener')}>{words(call.openers, names.opener)}</FieldWithSource>
      <FieldWithSource label={say('filter.domain')}>{words(call.domains, names.domain)}</FieldWithSource>
      <FieldWithSource label={say('filter.direction')}>{words(call.directions, names.direction)}</FieldWithSource>
      <FieldWithSource label={say('call.districts')}>{words(call.districts, names.district)}</FieldWithSource>
    </dl>
  )
}

/** When it is open, how often the deadline was put off and why, and whom to ask. */
export function CallFacts({ context, call }: { context: PageContext; call: Call }) {
  const { say } = context
  return (
    <dl className="facts">
      <FieldWithSource label={say('call.opens')}>
        {call.opensAt && <DateText value={call.opensAt} time />}
      </FieldWithSource>
      <FieldWithSource label={say('call.closes')}>
        {call.closesAt && <DateText value={call.closesAt} time />}
      </FieldWithSource>
      {call.state === 'open' && call.closesAt && (
        <FieldWithSource label={say('call.left')}>
          <ClosingChip context={context} closesAt={call.closesAt} />
        </FieldWithSource>
      )}
      {call.extensions.length > 0 && (
        <FieldWithSource label={say('call.extended')}>
          <ul>
            {call.extensions.map((each) => (
              <li key={each.at}>
                <DateText value={each.from} time /> → <DateText value={each.to} time />
                <span className="field-source">
                  <Han>{each.reason}</Han>
                </span>
              </li>
            ))}
          </ul>
        </FieldWithSource>
      )}
      {call.contact && (
        <FieldWithSource label={say('call.contact')}>
          <HanProse text={call.contact} />
        </FieldWithSource>
      )}
    </dl>
  )
}
