import type { WorkbookImport } from '../../../../contracts/imports.ts'
import { DataTable } from '../../../ui/antd/data-table.tsx'
import { DateText } from '../../../ui/parts/date.tsx'
import { useText } from '../../i18n/text.tsx'

/** Where an import stands: progress, counts, the first faults, and one's own workbook with all of them. */
export function ImportResult({ one, workbook }: { one: WorkbookImport; workbook: string }) {
  const { t } = useText()
  const percent = Math.round(one.progress * 100)
  return (
    <div className="stack">
      <p>
        <strong className="breakable">{one.fileName}</strong> <DateText value={one.createdAt} time />
      </p>
      {one.state === 'checking' || one.state === 'committing' ? (
        <p className="row wrap" role="status">
          {t(`imports.state_${one.state}`)}
          <progress value={one.progress} max={1} aria-label={t(`imports.state_${one.state}`)} />
          <span className="figures">{percent}%</span>
        </p>
      ) : (
        <div className={`note ${noteOf(one)}`} role="status">
          <p>
            {one.state === 'checked' && one.invalid > 0
              ? t('imports.someBad', { rows: one.rows, invalid: one.invalid, valid: one.valid })
              : one.state === 'checked' && one.rows === 0
                ? t('imports.noRows')
                : t(`imports.state_${one.state}`, { count: one.valid })}
          </p>
          {one.failure ? <p>{one.failure}</p> : null}
        </div>
      )}
      {one.faults.length > 0 ? (
        <>
          <div className="split wrap">
            <h3>{t('imports.faults', { count: one.faults.length })}</h3>
            {one.workbookUrl ? (
              <a className="button" href={workbook} download>
                {t('imports.workbook')}
              </a>
            ) : null}
          </div>
          <DataTable
            caption={t('imports.faultsCaption')}
            rows={one.faults}
            rowKey={(fault) => `${fault.row} ${fault.column} ${fault.code}`}
            columns={[
              { key: 'row', label: t('imports.row'), number: true, width: '5rem', render: (fault) => fault.row },
              {
                key: 'column',
                label: t('imports.column'),
                phone: 'bare',
                width: '14rem',
                render: (fault) => fault.column,
              },
              { key: 'message', label: t('imports.message'), phone: 'title', render: (fault) => fault.message },
            ]}
          />
        </>
      ) : null}
    </div>
  )
}

function noteOf(one: WorkbookImport): string {
  if (one.state === 'failed') return 'note-bad'
  if (one.state === 'committed') return 'note-good'
  if (one.state === 'cancelled') return ''
  return one.invalid > 0 || one.rows === 0 ? 'note-bad' : 'note-good'
}
