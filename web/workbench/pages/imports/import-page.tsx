import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { capabilityRoutes } from '../../../../contracts/capabilities.ts'
import { importRoutes, type WorkbookImport } from '../../../../contracts/imports.ts'
import { organisationRoutes } from '../../../../contracts/organisations.ts'
import { scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { hrefOf, send } from '../../../ui/client/call.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { isProblem } from '../../../ui/client/problem.ts'
import { useText } from '../../i18n/text.tsx'
import { holds, isMember, useMe } from '../../session/me.ts'
import { NotFound } from '../../shell/not-found.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { ImportResult } from './import-result.tsx'

export type Collection = WorkbookImport['collection']
const collections: readonly Collection[] = ['scenarios', 'capabilities', 'organisations']
const underWay = new Set<WorkbookImport['state']>(['checking', 'committing'])
/** What a finished import makes old. */
const changed = {
  scenarios: scenarioRoutes.list,
  capabilities: capabilityRoutes.list,
  organisations: organisationRoutes.list,
}

function useImportable(): Collection[] {
  const me = useMe()
  const operates = holds(me, 'operator')
  return collections.filter((one) => operates || (one !== 'organisations' && isMember(me)))
}

export function ImportsPage() {
  const first = useImportable()[0]
  if (!first) return <NotFound />
  return <Navigate to="/imports/$collection" params={{ collection: first }} replace />
}

/** A workbook in: template, upload with a check of every row, and all rows or none. */
export function ImportPage() {
  const { t } = useText()
  const { collection = '' } = useParams({ strict: false })
  const importable = useImportable()
  const chosen = importable.find((one) => one === collection)
  if (!chosen) return <NotFound />
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.imports')}</h1>
        <nav className="row wrap" aria-label={t('imports.what')}>
          {importable.map((one) => (
            <Link
              key={one}
              to="/imports/$collection"
              params={{ collection: one }}
              search={{}}
              className="button"
              aria-current={one === chosen ? 'page' : undefined}
              data-marked={one === chosen ? '' : undefined}
            >
              {t(`shell.${one}`)}
            </Link>
          ))}
        </nav>
      </header>
      <Steps key={chosen} collection={chosen} />
    </>
  )
}

function Steps({ collection }: { collection: Collection }) {
  const { t } = useText()
  const { id } = useSearch({ strict: false })
  const routes = importRoutes[collection]
  return (
    <div className="stack wide-gap import">
      <section className="panel">
        <h2>{t('imports.stepTemplate')}</h2>
        <p className="quiet">{t('imports.templateText')}</p>
        <div>
          <a className="button" href={hrefOf(routes.template)} download>
            {t('imports.template')}
          </a>
        </div>
      </section>
      <section className="panel">
        <h2>{t('imports.stepUpload')}</h2>
        <p className="quiet">{t('imports.uploadText')}</p>
        {id ? <Running key={id} collection={collection} id={id} /> : <Upload collection={collection} />}
      </section>
    </div>
  )
}

function Upload({ collection }: { collection: Collection }) {
  const { t } = useText()
  const navigate = useNavigate()
  const picker = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [over, setOver] = useState(false)

  async function upload(file: File) {
    stop.current = new AbortController()
    setBusy(file.name)
    setProblem(null)
    try {
      const { data } = await send(importRoutes[collection].start, { body: file, signal: stop.current.signal })
      await navigate({ to: '.', search: { id: data.id }, replace: true })
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setProblem(error)
      setBusy(null)
    }
  }

  if (busy) {
    return (
      <p className="row wrap" role="status">
        {t('form.uploading', { name: busy })}
        <progress aria-label={busy} />
        <button
          type="button"
          className="link"
          onClick={() => {
            stop.current?.abort()
            setBusy(null)
          }}
        >
          {t('form.stopUpload')}
        </button>
      </p>
    )
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the button does the same by keyboard */}
      <div
        className="drop"
        data-over={over ? '' : undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const file = event.dataTransfer.files[0]
          if (file) void upload(file)
        }}
      >
        <input
          ref={picker}
          type="file"
          accept=".xlsx"
          className="unseen"
          tabIndex={-1}
          aria-label={t('imports.upload')}
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file) void upload(file)
          }}
        />
        <Button type="primary" onClick={() => picker.current?.click()}>
          {t('imports.upload')}
        </Button>
        <span className="quiet">{t('imports.drop')}</span>
      </div>
      <ProblemNote error={problem} />
    </>
  )
}

function Running({ collection, id }: { collection: Collection; id: string }) {
  const { t } = useText()
  const navigate = useNavigate()
  const routes = importRoutes[collection]
  const [waiting, setWaiting] = useState(true)
  const query = useCall(routes.get, { params: { id } }, { staleTime: 0, ...(waiting ? { refetchInterval: 700 } : {}) })
  const commit = useAct(routes.commit, { touches: [changed[collection]] })
  const cancel = useAct(routes.cancel)
  const one = query.data
  const works = one ? underWay.has(one.state) : true
  if (one && works !== waiting) setWaiting(works)
  const again = () => void navigate({ to: '.', search: {}, replace: true })

  if (query.error && isProblem(query.error) && query.error.status === 404) {
    return (
      <div className="stack tight">
        <p>{t('imports.gone')}</p>
        <div>
          <Button onClick={again}>{t('imports.again')}</Button>
        </div>
      </div>
    )
  }
  if (!one)
    return query.error ? <ProblemNote error={query.error} retry={query.refetch} /> : <p>{t('common.loading')}</p>
  return (
    <div className="stack">
      <ImportResult one={one} workbook={hrefOf(routes.workbook, { params: { id } })} />
      <ProblemNote error={commit.error ?? cancel.error ?? query.error} />
      <div className="row wrap">
        {one.state === 'checked' && one.invalid === 0 && one.valid > 0 ? (
          <Button
            type="primary"
            loading={commit.isPending}
            onClick={() =>
              commit.mutate(
                { params: { id }, body: {} },
                {
                  onSuccess: () => {
                    setWaiting(true)
                    void query.refetch()
                  },
                },
              )
            }
          >
            {t('imports.commit', { count: one.valid })}
          </Button>
        ) : null}
        {one.state === 'checking' || one.state === 'checked' ? (
          <Button
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { id }, body: {} }, { onSuccess: again })}
          >
            {t('imports.cancel')}
          </Button>
        ) : null}
        {one.state === 'committed' ? (
          <Link to={`/${collection}`} className="button primary">
            {t('imports.see')}
          </Link>
        ) : null}
        {works || one.state === 'checked' ? null : <Button onClick={again}>{t('imports.again')}</Button>}
      </div>
    </div>
  )
}
