import { Link, useRouterState } from '@tanstack/react-router'
import type { Me } from '../../../contracts/accounts.ts'
import { useText } from '../i18n/text.tsx'
import { type Place, placeAt, placesFor } from '../navigation.ts'

export function SideNavigation(props: { me: Me }) {
  const { t } = useText()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const groups = placesFor(props.me)
  const here = placeAt(path, groups)
  return (
    <nav className="nav" aria-label={t('shell.navigation')}>
      {groups.map((group) => (
        <section key={group.label}>
          <h2>{t(group.label)}</h2>
          <ul>
            {group.places.map((place) => (
              <li key={place.to + JSON.stringify(place.search ?? {})}>
                <PlaceLink place={place} me={props.me} here={place === here} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function PlaceLink(props: { place: Place; me: Me; here: boolean }) {
  const { place, me } = props
  const { t } = useText()
  const count = place.badge ? me[place.badge] : 0
  return (
    <Link to={place.to} search={place.search ?? {}} aria-current={props.here ? 'page' : false} activeProps={{}}>
      <span>{t(place.label)}</span>
      {count > 0 ? <span className="count">{count > 99 ? '99+' : count}</span> : null}
    </Link>
  )
}
