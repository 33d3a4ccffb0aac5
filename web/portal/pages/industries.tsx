import type { Catalog } from '../../../contracts/catalog.ts'
import { Money } from '../../ui/parts/money.tsx'
import type { Page, PageContext } from '../page.ts'
import { PageHead, Section } from '../parts/section.tsx'
import { SourceLinks } from '../parts/source-links.tsx'
import { TileMap } from '../parts/tile-map.tsx'

export function industriesPage(context: PageContext): Page {
  const { say, catalog, locale } = context
  const counts = new Map<string, number>()
  for (const track of catalog.tracks) for (const host of track.hosts) counts.set(host, (counts.get(host) ?? 0) + 1)
  const largest = Math.max(0, ...catalog.industries.map((industry) => industry.target2027Cny ?? 0))
  const sources = [...new Set(catalog.industries.map((industry) => industry.src).filter((src) => src !== null))]
  return {
    title: say('industries.title'),
    description: say('industries.deck', { industries: catalog.industries.length, tracks: catalog.tracks.length }),
    nav: 'industries',
    body: (
      <>
        <PageHead
          title={say('industries.title')}
          deck={say('industries.deck', { industries: catalog.industries.length, tracks: catalog.tracks.length })}
        />
        <div className="split is-map">
          <Section
            id="industries"
            title={say('industries.table')}
            note={sources.map((src) => <SourceLinks key={src} context={context} src={src} />)}
          >
            <ul className="industries">
              {catalog.industries.map((industry) => (
                <Industry key={industry.key} context={context} industry={industry} largest={largest} />
              ))}
            </ul>
          </Section>
          <div className="map-column">
            <Section id="map" title={say('industries.map')}>
              <TileMap context={context} counts={counts} />
              <p className="soft">{say('industries.map_note')}</p>
            </Section>
            {catalog.zones.length > 0 && (
              <Section id="zones" title={say('industries.zones')}>
                <ul className="plain-list">
                  {catalog.zones.map((zone) => (
                    <li key={zone.key}>{zone[locale]}</li>
                  ))}
                </ul>
              </Section>
            )}
          </div>
        </div>
      </>
    ),
  }
}

function Industry({
  context,
  industry,
  largest,
}: {
  context: PageContext
  industry: Catalog['industries'][number]
  largest: number
}) {
  const { say, names, catalog, locale, href } = context
  const tracks = catalog.tracks.filter((track) => track.industry === industry.key)
  return (
    <li className="industry">
      <div className="industry-head">
        <h3>{industry[locale]}</h3>
        <p className="soft">{names.enumeration('tiers', industry.tier)}</p>
        {industry.target2027Cny === null ? (
          <p className="soft">{say('industries.no_target')}</p>
        ) : (
          <>
            <p className="industry-target">
              <span className="row-label">{say('industries.target')}</span>
              <Money cny={industry.target2027Cny} />
            </p>
            <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect x="0" y="0" width={(100 * industry.target2027Cny) / largest} height="6" />
            </svg>
          </>
        )}
      </div>
      {tracks.length === 0 ? (
        <p className="soft">{say('industries.unnamed')}</p>
      ) : (
        <ul className="tracks">
          {tracks.map((track) => (
            <li key={track.key}>
              <a href={href(`/scenarios?track=${track.key}`)}>{track[locale]}</a>
              {track.priority && <span className="track-priority">{names.priority(track.priority)}</span>}
              {track.hosts.length > 0 && (
                <span className="track-hosts">
                  {say('industries.hosts', { hosts: names.join(track.hosts.map(names.district)) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
