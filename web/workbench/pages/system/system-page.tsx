import { useQuery } from '@tanstack/react-query'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { StateTag } from '../../../ui/parts/state-tag.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { holds, useMe } from '../../session/me.ts'
import { NotFound } from '../../shell/not-found.tsx'

interface Health {
  up: boolean
  ready: boolean
  version: string | null
  at: string
}

/** What the server says of itself outside the API: process, readiness (database, migrations), version. */
async function readHealth(): Promise<Health> {
  const answers = async (path: string) => (await fetch(path, { cache: 'no-store' }).catch(() => null))?.ok ?? false
  const document = await fetch('/api/openapi.json')
    .then((answer) => (answer.ok ? (answer.json() as Promise<{ info?: { version?: string } }>) : null))
    .catch(() => null)
  return {
    up: await answers('/healthz'),
    ready: await answers('/readyz'),
    version: document?.info?.version ?? null,
    at: new Date().toISOString(),
  }
}

export function SystemPage() {
  const { t, name } = useText()
  const me = useMe()
  const { city, sources } = useCatalog()
  const mayRead = holds(me, 'system_admin')
  const health = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: 15_000, enabled: mayRead })
  if (!mayRead) return <NotFound />
  const { data } = health
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.settings')}</h1>
        <button type="button" className="button" disabled={health.isFetching} onClick={() => void health.refetch()}>
          {t('system.refresh')}
        </button>
      </header>
      <div className="narrow stack wide-gap">
        <section className="panel">
          <h2>{t('system.health')}</h2>
          {data ? (
            <div className="facts">
              <dl className="fact">
                <FieldWithSource label={t('system.process')}>
                  <StateTag tone={data.up ? 'pine' : 'tile'}>{t(data.up ? 'system.up' : 'system.down')}</StateTag>
                </FieldWithSource>
              </dl>
              <dl className="fact">
                <FieldWithSource label={t('system.database')}>
                  <StateTag tone={data.ready ? 'pine' : 'tile'}>
                    {t(data.ready ? 'system.ready' : 'system.notReady')}
                  </StateTag>
                </FieldWithSource>
              </dl>
              <dl className="fact">
                <FieldWithSource label={t('system.version')}>{data.version}</FieldWithSource>
              </dl>
              <dl className="fact">
                <FieldWithSource label={t('system.at')}>
                  <DateText value={data.at} time />
                </FieldWithSource>
              </dl>
            </div>
          ) : (
            <p className="quiet">{t('common.loading')}</p>
          )}
        </section>
        <section className="panel">
          <h2>{t('system.pack')}</h2>
          <div className="facts">
            <dl className="fact">
              <FieldWithSource label={t('system.city')}>{name(city)}</FieldWithSource>
            </dl>
            <dl className="fact">
              <FieldWithSource label={t('system.programme')}>{name(city.programme)}</FieldWithSource>
            </dl>
            <dl className="fact">
              <FieldWithSource label={t('system.timezone')}>{city.timezone}</FieldWithSource>
            </dl>
            <dl className="fact">
              <FieldWithSource label={t('system.codePrefix')}>{city.codePrefix}</FieldWithSource>
            </dl>
            <dl className="fact">
              <FieldWithSource label={t('system.sources')}>{sources.length}</FieldWithSource>
            </dl>
          </div>
        </section>
        <p className="quiet">
          {t('system.text')} <a href="/api/docs">{t('account.apiDocs')}</a>
        </p>
      </div>
    </>
  )
}
