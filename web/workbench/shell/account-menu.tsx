import { Link } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { type Me, meRoutes } from '../../../contracts/accounts.ts'
import { useAct } from '../../ui/client/hooks.ts'
import { useText } from '../i18n/text.tsx'
import { useKeepMe } from '../session/me.ts'
import { useSignOut } from '../session/sign-out.ts'
import { usePreferences } from './preferences.tsx'

type Items = NonNullable<MenuProps['items']>

/** Name, organisations to act for, how the page looks, help and the way out. */
export function AccountMenu(props: { me: Me; onHelp: () => void }) {
  const { me } = props
  const { t } = useText()
  const liked = usePreferences()
  const keepMe = useKeepMe()
  const update = useAct(meRoutes.update)
  const signOut = useSignOut()

  /** A choice holds here at once and is remembered with the account. */
  function choose(body: { locale?: 'zh' | 'en'; largeType?: boolean; organisationId?: string }) {
    update.mutate({ body }, { onSuccess: ({ data }) => keepMe(data) })
  }

  const organisations: Items = me.memberships.map(({ organisation }) => ({
    key: organisation.id,
    label: (
      <span className="menu-line">
        {organisation.name}
        {organisation.verified ? null : <span className="tag tag-wait">{t('shell.unverified')}</span>}
        {organisation.id === me.organisation?.id ? <span aria-hidden="true">✓</span> : null}
      </span>
    ),
    onClick: () => choose({ organisationId: organisation.id }),
  }))
  const items: Items = [
    ...(organisations.length > 0
      ? [{ key: 'organisations', type: 'group' as const, label: t('shell.actingFor'), children: organisations }]
      : []),
    { key: 'join', label: <Link to="/join">{t('shell.join')}</Link> },
    { type: 'divider' },
    {
      key: 'language',
      label: <span lang={liked.locale === 'zh' ? 'en' : 'zh-CN'}>{t('shell.otherLanguage')}</span>,
      onClick: () => {
        const locale = liked.locale === 'zh' ? 'en' : 'zh'
        liked.like({ locale })
        choose({ locale })
      },
    },
    {
      key: 'type',
      label: `${t('shell.largeType')}${liked.largeType ? ' ✓' : ''}`,
      onClick: () => {
        liked.like({ largeType: !liked.largeType })
        choose({ largeType: !liked.largeType })
      },
    },
    {
      key: 'dark',
      label: liked.dark ? t('shell.light') : t('shell.dark'),
      onClick: () => liked.like({ dark: !liked.dark }),
    },
    { key: 'help', label: t('shell.help'), onClick: props.onHelp },
    { key: 'portal', label: <a href="/">{t('shell.portal')}</a> },
    { type: 'divider' },
    { key: 'out', label: t('shell.signOut'), onClick: signOut },
  ]

  return (
    <Dropdown
      menu={{ items }}
      trigger={['click']}
      placement="bottomRight"
      getPopupContainer={(node) => node.parentElement ?? node}
    >
      <button type="button" className="who" aria-label={t('shell.account', { name: me.user.name })}>
        <span className="who-name">{me.user.name}</span>
        <span className="quiet">{me.organisation?.name ?? (me.roles.length > 0 ? '' : t('shell.noOrganisation'))}</span>
        <span aria-hidden="true">▾</span>
      </button>
    </Dropdown>
  )
}
