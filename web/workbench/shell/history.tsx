import { useState } from 'react'
import type { HistoryRecord } from '../../../contracts/common.ts'
import { type MachineName, machines } from '../../../engines/lifecycle/index.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { Diff } from '../../ui/parts/diff.tsx'
import { useText } from '../i18n/text.tsx'
import { useLabels } from './labels.ts'
import { useActionName } from './lifecycle.tsx'

/** Records of a thing, newest first: who, when, what, why, and what changed before and after. */
export function History(props: {
  machine: MachineName
  records: readonly HistoryRecord[]
  /** The name of a field by its path. */
  fieldName: (path: string) => string
  /** A value as a person reads it. */
  shown: (value: unknown) => string
}) {
  return (
    <ol className="history">
      {props.records.map((record) => (
        <Entry key={record.seq} record={record} {...props} />
      ))}
    </ol>
  )
}

function Entry(props: {
  record: HistoryRecord
  machine: MachineName
  fieldName: (path: string) => string
  shown: (value: unknown) => string
}) {
  const { t } = useText()
  const labels = useLabels()
  const actionName = useActionName()
  const [open, setOpen] = useState(false)
  const { record } = props
  const verb = record.action.split('.').at(-1) ?? record.action
  const known = machines[props.machine].transitions.some((row) => row.action === verb)
  return (
    <li className="entry">
      <p className="row wrap">
        <DateText value={record.at} time />
        <strong>{known ? actionName(props.machine, verb) : labels.of('recordActions', record.action)}</strong>
        <span>{record.actor.name ?? t('scenario.noActor')}</span>
        <span className="quiet">
          {labels.of('roles', record.actor.role) || labels.of('organisationRoles', record.actor.role)}
        </span>
        <code className="quiet hash" title={t('scenario.hash', { hash: record.hash })}>
          #{record.seq} {record.hash.slice(0, 8)}
        </code>
      </p>
      {record.reason ? <p className="prose">{record.reason}</p> : null}
      {record.changes.length > 0 ? (
        <>
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('scenario.changesCount', { count: record.changes.length })}
          </button>
          {open ? (
            <Diff
              changes={record.changes.map((change) => ({
                label: props.fieldName(change.path),
                before: props.shown(change.before),
                after: props.shown(change.after),
                withheld: change.withheld ?? false,
              }))}
            />
          ) : null}
        </>
      ) : null}
    </li>
  )
}
