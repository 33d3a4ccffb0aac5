import { cockpitRoutes } from '../../../../contracts/cockpit.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { Counted } from './numbers.tsx'

/** What is past its day, and whose turn it is. */
export function Overdue() {
  const { t } = useText()
  const call = useCall(cockpitRoutes.overdue, {})
  const items = call.data?.items ?? []
  return (
    <section className="panel">
      <h2>{t('cockpit.overdue')}</h2>
      <ProblemNote error={call.error} retry={call.refetch} />
      {call.data && items.length === 0 ? <p className="quiet">{t('cockpit.nothingOverdue')}</p> : null}
      {items.length > 0 ? (
        <table className="table">
          <caption className="unseen">{t('cockpit.overdue')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cockpit.overdueHolder')}</th>
              <th scope="col">{t('cockpit.overdueKind')}</th>
              <th scope="col" className="is-number">
                {t('cockpit.overdueCount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((each) => (
              <tr key={each.kind + each.holder}>
                <td>{each.holderLabel}</td>
                <td>{each.kindLabel}</td>
                <td className="is-number overdue-count">
                  <Counted value={each.value} unit="" rows={each.rows} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
