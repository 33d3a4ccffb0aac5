import { useState } from 'react'
import type { HistoryRecord } from '../../../contracts/common.ts'
import type { MachineName } from '../../../engines/lifecycle/index.ts'
import { DateText } from '../../ui/parts/date.tsx'
import { Diff } from '../../ui/parts/diff.tsx'
import { useText } from '../i18n/text.tsx'
import { useRecordWords } from './record-words.ts'

/** Records of a thing, newest first: who, when, what, why, and what changed before and after. */
export function History(props: {
  machine: MachineName
  records: readonly HistoryRecord[]
  /** The name of a field by its path. */
  fieldName: (path: string) => string
  /** A value as a person reads it. */
  shown: (value: unknown, path: string) => string
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
  shown: (value: unknown, path: string) => string
}) {
  const { t } = useText()
  const words = useRecordWords()
  const [open, setOpen] = useState(false)
  const { record } = props
  return (
    <li className="entry">
      <p className="row wrap">
        <DateText value={record.at} time />
        <strong>{words.action(record.action, props.machine)}</strong>
        <span>{words.actor(record)}</span>
        <span className="quiet">{words.role(record)}</span>
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
                before: props.shown(change.before, change.path),
                after: props.shown(change.after, change.path),
                withheld: change.withheld ?? false,
              }))}
            />
          ) : null}
        </>
      ) : null}
    </li>
  )
}
