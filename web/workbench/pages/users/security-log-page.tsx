import type { z } from 'zod'
import { type securityEvent, userRoutes } from '../../../../contracts/accounts.ts'
import { Choice } from '../../../ui/antd/choice.tsx'
import type { Column } from '../../../ui/antd/data-table.tsx'
import { useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { type MessageKey, useText } from '../../i18n/text.tsx'
import { ListRoom } from '../../list/list-room.tsx'
import { useList } from '../../list/use-list.ts'
import { useRecordWords } from '../../shell/record-words.ts'

type SecurityEvent = z.infer<typeof securityEvent>

/** Kinds one looks for; the log also shows kinds that are not here. */
const kinds = [
  'sign_in',
  'sign_in_failed',
  'locked',
  'unlocked',
  'sign_out',
  'session_ended',
  'sign_up',
  'code_requested',
  'code_failed',
  'password_changed',
  'password_reset',
  'password_check_failed',
  'otp_enrolled',
  'otp_removed',
  'consent',
  'account_created',
  'roles_changed',
  'disabled',
  'enabled',
  'token_made',
  'token_revoked',
  'data_exported',
  'erased',
  'unified_bound',
  'unified_failed',
  'journal_read',
  'journal_verified',
] as const

/** The security log: who signed in, who failed, who changed an account. */
export function SecurityLogPage() {
  const { t } = useText()
  const words = useRecordWords()
  const list = useList(userRoutes.securityLog.query)
  const page = useCall(userRoutes.securityLog, { query: list.filters as never }, { keep: true })

  const said = (key: string): string | null => {
    const sentence = t(key as MessageKey)
    return sentence === key ? null : sentence
  }
  const kindName = (kind: string) => said(`security.kind_${kind}`) ?? kind
  const columns: Column<SecurityEvent>[] = [
    {
      key: 'at',
      label: t('security.at'),
      phone: 'bare',
      width: '9.5rem',
      render: (row) => <DateText value={row.at} time />,
    },
    {
      key: 'kind',
      label: t('security.kind'),
      always: true,
      phone: 'title',
      render: (row) => (
        <span className={/failed|locked|disabled/.test(row.kind) ? 'tone-tile' : undefined}>{kindName(row.kind)}</span>
      ),
    },
    {
      key: 'user',
      label: t('security.user'),
      phone: 'bare',
      render: (row) =>
        row.user ? (
          <button
            type="button"
            className="link"
            data-row-link
            aria-label={t('security.onlyUser', { name: row.user.name })}
            onClick={() => list.set({ user: list.filters.user ? '' : row.user?.id })}
          >
            {row.user.name}
          </button>
        ) : (
          ''
        ),
    },
    { key: 'account', label: t('security.account'), phone: 'bare', render: (row) => row.account ?? '' },
    { key: 'address', label: t('security.address'), phone: 'meta', width: '9rem', render: (row) => row.address ?? '' },
    {
      key: 'detail',
      label: t('security.detail'),
      phone: 'bare',
      render: (row) =>
        Object.entries(row.detail)
          .map(([name, value]) => {
            const label = said(`security.detail_${name}`)
            return label ? `${label}${t('security.colon')}${words.shown('user', name, value)}` : ''
          })
          .filter(Boolean)
          .join('；'),
    },
  ]

  return (
    <>
      <header className="page-head">
        <h1>{t('shell.securityLog')}</h1>
      </header>
      <p className="quiet">{t('security.text')}</p>
      <ListRoom
        name="security-events"
        caption={t('shell.securityLog')}
        list={list}
        page={page}
        columns={columns}
        rowKey={(row) => row.id}
        quiet={['kind', 'user']}
        tools={
          <>
            <Choice
              id="security-kind"
              aria-label={t('security.kind')}
              empty={t('security.anyKind')}
              value={list.filters.kind ?? ''}
              options={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
              onChange={(kind) => list.set({ kind })}
            />
            {list.filters.user ? (
              <button type="button" className="button" aria-pressed="true" onClick={() => list.set({ user: '' })}>
                {t('security.oneUser')} <span aria-hidden="true">×</span>
              </button>
            ) : null}
          </>
        }
        empty={<EmptyState title={t('security.empty')} />}
      />
    </>
  )
}
