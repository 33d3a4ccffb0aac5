import { Link } from '@tanstack/react-router'
import type { Me } from '../../../contracts/accounts.ts'
import { useText } from '../i18n/text.tsx'
import { type Place, placesFor } from '../navigation.ts'

export function SideNavigation(props: { me: Me }) {
  const { t } = useText()
  return (
    <nav className="nav" aria-label={t('shell.navigation')}>
      {placesFor(props.me).map((group) => (
        <section key={group.label}>
          <h2>{t(group.label)}</h2>
          <ul>
            {group.places.map((place) => (
              <li key={place.to + JSON.stringify(place.search ?? {})}>
                <PlaceLink place={place} me={props.me} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function PlaceLink({ place, me }: { place: Place; me: Me }) {
  const { t } = useText()
  const count = place.badge ? me[place.badge] : 0
  return (
    <Link to={place.to} search={place.search ?? {}} activeOptions={{ exact: place.to === '/', includeSearch: false }}>
      <span>{t(place.label)}</span>
      {count > 0 ? <span className="count">{count > 99 ? '99+' : count}</span> : null}
    </Link>
  )
}
