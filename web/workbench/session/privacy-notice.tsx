import { authRoutes } from '../../../contracts/accounts.ts'
import { useCall } from '../../ui/client/hooks.ts'
import { useText } from '../i18n/text.tsx'
import { ProblemNote } from '../shell/problem-note.tsx'

export function useNotice() {
  return useCall(authRoutes.privacyNotice, {}, { staleTime: 3_600_000 })
}

/** The notice in force with its register of fields: what, what for, kept for how long. */
export function PrivacyNotice() {
  const { t, name, locale } = useText()
  const notice = useNotice()
  if (!notice.data) {
    return notice.error ? <ProblemNote error={notice.error} retry={notice.refetch} /> : <p>{t('common.loading')}</p>
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="notice" tabIndex={0} aria-label={t('shell.consentTitle')}>
      <p className="prose">{name(notice.data)}</p>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('shell.consentField')}</th>
            <th>{t('shell.consentPurpose')}</th>
            <th>{t('shell.consentRetention')}</th>
          </tr>
        </thead>
        <tbody>
          {notice.data.fields.map((field) => (
            <tr key={field.field}>
              <td>{name(field)}</td>
              <td>{locale === 'zh' ? field.purposeZh : field.purpose}</td>
              <td>{locale === 'zh' ? field.retentionZh : field.retention}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
