import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'

export type Change = {
  readonly label: string
  readonly before?: string | null
  readonly after?: string | null
  /** The values are not for this reader. */
  readonly withheld?: boolean
}

/** What changed, field by field: before struck out, after marked as new; words say which is which. */
export function Diff({ changes }: { changes: readonly Change[] }) {
  const { locale } = useUi()
  const shown = (value: string | null | undefined) => value || t(locale, 'diff.empty')
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">{t(locale, 'diff.field')}</th>
          <th scope="col">{t(locale, 'diff.before')}</th>
          <th scope="col">{t(locale, 'diff.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.label}>
            <th scope="row">{change.label}</th>
            {change.withheld ? (
              <td colSpan={2} className="diff-withheld">
                {t(locale, 'diff.withheld')}
              </td>
            ) : (
              <>
                <td>
                  <del>{shown(change.before)}</del>
                </td>
                <td>
                  <ins>{shown(change.after)}</ins>
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
