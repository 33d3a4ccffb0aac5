import { Link } from '@tanstack/react-router'
import { Modal } from 'antd'
import type { HistoryRecord } from '../../../../contracts/common.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { Diff } from '../../../ui/parts/diff.tsx'
import { useText } from '../../i18n/text.tsx'
import { useRecordWords } from '../../shell/record-words.ts'
import { pageOf } from '../home/sections.ts'

/** Things with a page of their own that an auditor may open. */
const opened = new Set(['scenario', 'intent', 'capability', 'organisation', 'list'])

/** One record whole: what changed before and after, and how it hangs in the chain. */
export function RecordDialog(props: {
  record: HistoryRecord
  onFilter: (filter: Record<string, string>) => void
  onClose: () => void
}) {
  const { t } = useText()
  const words = useRecordWords()
  const { record } = props
  const { subject, actor } = record
  return (
    <Modal open width={760} title={words.action(record.action, subject.type)} footer={null} onCancel={props.onClose}>
      <div className="stack">
        <dl className="pairs">
          <dt>{t('journal.seq')}</dt>
          <dd className="figures">{record.seq}</dd>
          <dt>{t('journal.at')}</dt>
          <dd>
            <DateText value={record.at} time />
          </dd>
          <dt>{t('journal.actor')}</dt>
          <dd>
            {words.actor(record)} <span className="quiet">{words.role(record)}</span>{' '}
            {actor.id ? (
              <button type="button" className="link" onClick={() => props.onFilter({ actor: actor.id ?? '' })}>
                {t('journal.filterActor')}
              </button>
            ) : null}
          </dd>
          <dt>{t('journal.type')}</dt>
          <dd>
            {words.type(subject.type)}{' '}
            {opened.has(subject.type) ? <Link to={pageOf(subject)}>{t('common.open')}</Link> : null}{' '}
            <button type="button" className="link" onClick={() => props.onFilter({ subject: subject.id })}>
              {t('journal.filterSubject')}
            </button>
          </dd>
          {record.reason ? (
            <>
              <dt>{t('journal.reason')}</dt>
              <dd className="prose">{record.reason}</dd>
            </>
          ) : null}
          <dt>{t('journal.hash')}</dt>
          <dd>
            <code>{record.hash}</code>
          </dd>
          <dt>{t('journal.previousHash')}</dt>
          <dd>
            <code>{record.previousHash}</code>
          </dd>
        </dl>
        {record.changes.length > 0 ? (
          <Diff
            changes={record.changes.map((change) => ({
              label: words.field(change.path),
              before: words.shown(subject.type, change.path, change.before),
              after: words.shown(subject.type, change.path, change.after),
              withheld: change.withheld ?? false,
            }))}
          />
        ) : (
          <p className="quiet">{t('journal.noChanges')}</p>
        )}
      </div>
    </Modal>
  )
}
