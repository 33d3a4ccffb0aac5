import { Link, Navigate, useParams } from '@tanstack/react-router'
import { App } from 'antd'
import { useState } from 'react'
import { todoRoutes } from '../../../../contracts/desk.ts'
import { type Organisation, organisationRoutes } from '../../../../contracts/organisations.ts'
import { actionLabel } from '../../../../engines/lifecycle/index.ts'
import { useAct, useCall } from '../../../ui/client/hooks.ts'
import { DateText } from '../../../ui/parts/date.tsx'
import { FieldWithSource } from '../../../ui/parts/field-with-source.tsx'
import { MixedText } from '../../../ui/parts/mixed-text.tsx'
import { Money } from '../../../ui/parts/money.tsx'
import { SyntheticMark } from '../../../ui/parts/organisation-chip.tsx'
import { useText } from '../../i18n/text.tsx'
import { useCatalog } from '../../session/catalog.ts'
import { holds, useMe } from '../../session/me.ts'
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx'
import { useLabels } from '../../shell/labels.ts'
import { State } from '../../shell/lifecycle.tsx'
import { PageFailure } from '../../shell/page-failure.tsx'
import { ThingHistory } from '../../shell/thing-history.tsx'
import { FirmBlocks } from '../services/organisation-blocks.tsx'
import { Members } from './members.tsx'

type Act = 'verify' | 'refuse' | 'suspend' | 'restore'
const acts: readonly Act[] = ['verify', 'restore', 'refuse', 'suspend']
const grave: ReadonlySet<Act> = new Set(['refuse', 'suspend'])

/** One's own organisation, or the way to one. */
export function OwnOrganisationPage() {
  const own = useMe().organisation
  return own ? <Navigate to="/organisations/$id" params={{ id: own.id }} replace /> : <Navigate to="/join" replace />
}

export function OrganisationPage() {
  const { id = '' } = useParams({ strict: false })
  const { t } = useText()
  const query = useCall(organisationRoutes.get, { params: { id } })
  if (query.error && !query.data) return <PageFailure error={query.error} />
  if (!query.data) return <p className="quiet">{t('common.loading')}</p>
  return <Shown organisation={query.data} etag={query.etag} />
}

function Shown({ organisation, etag }: { organisation: Organisation; etag: string | null }) {
  const { t } = useText()
  const me = useMe()
  const belongs = me.memberships.some((one) => one.organisation.id === organisation.id)
  const inside = belongs || holds(me, 'operator')
  return (
    <article>
      <Head organisation={organisation} etag={etag} belongs={belongs} />
      <div className={inside ? 'two' : undefined}>
        <div className="stack wide-gap">
          <section className="panel">
            <h2>{t('organisations.facts')}</h2>
            <Facts organisation={organisation} />
          </section>
          {inside || holds(me, 'district_operator', 'broker', 'leader', 'auditor') ? (
            <FirmBlocks organisation={organisation} />
          ) : null}
          {inside || holds(me, 'auditor') ? (
            <ThingHistory route={organisationRoutes.history} machine="organisation" id={organisation.id} />
          ) : null}
        </div>
        {inside ? (
          <div className="stack wide-gap">
            <Members organisation={organisation} />
          </div>
        ) : null}
      </div>
    </article>
  )
}

function Head(props: { organisation: Organisation; etag: string | null; belongs: boolean }) {
  const { t, name } = useText()
  const { message } = App.useApp()
  const labels = useLabels()
  const { organisation } = props
  const [action, setAction] = useState<Act | null>(null)
  const act = useAct(organisationRoutes.act, { touches: [todoRoutes.list] })
  const verb = (one: Act) => name(actionLabel('organisation', one === 'restore' ? 'resume' : one))
  const offered = acts.filter((one) => organisation.actions.includes(one))

  function carryOut(reason: string) {
    if (!action) return
    act.mutate(
      { params: { id: organisation.id, action }, body: reason ? { reason } : {}, etag: props.etag },
      {
        onSuccess: () => {
          message.success(t('scenario.done', { action: verb(action) }))
          setAction(null)
        },
      },
    )
  }

  return (
    <header className="thing-head">
      <div className="thing-title">
        <h1>{organisation.name}</h1>
        <p className="row wrap">
          <State machine="organisation" state={organisation.state} />
          <span>{labels.of('organisationKinds', organisation.kind)}</span>
          {organisation.creditCode ? <span className="figures">{organisation.creditCode}</span> : null}
          {organisation.synthetic ? <SyntheticMark /> : null}
        </p>
      </div>
      {organisation.stateReason ? (
        <div className={organisation.state === 'verified' ? 'note' : 'note note-bad'}>
          <span className="quiet">{t('scenario.reason')}</span>
          <p className="prose">{organisation.stateReason}</p>
        </div>
      ) : null}
      {props.belongs && organisation.state === 'unverified' ? (
        <p className="note note-wait">
          {t(organisation.creditCode ? 'organisations.waitsText' : 'organisations.needsCode')}
        </p>
      ) : null}
      {props.belongs && organisation.state === 'refused' ? (
        <p className="note note-wait">{t('organisations.refusedText')}</p>
      ) : null}
      {organisation.actions.length > 0 ? (
        <div className="next">
          <p className="quiet">
            {props.belongs ? t('organisations.keepText') : t(`organisations.next_${organisation.state}`)}
          </p>
          <div className="row wrap">
            {offered
              .filter((one) => !grave.has(one))
              .map((one, at) => (
                <button
                  key={one}
                  type="button"
                  className={at === 0 ? 'button primary' : 'button'}
                  onClick={() => setAction(one)}
                >
                  {verb(one)}
                </button>
              ))}
            {organisation.actions.includes('update') ? (
              <Link to="/organisations/$id/edit" params={{ id: organisation.id }} className="button">
                {t('common.edit')}
              </Link>
            ) : null}
            {offered
              .filter((one) => grave.has(one))
              .map((one) => (
                <button key={one} type="button" className="button danger" onClick={() => setAction(one)}>
                  {verb(one)}
                </button>
              ))}
          </div>
        </div>
      ) : null}
      {action ? (
        <ConfirmDialog
          verb={verb(action)}
          subject={organisation.name}
          note={
            action === 'verify'
              ? t('organisations.verifyNote', { code: organisation.creditCode ?? t('common.unknown') })
              : action === 'suspend'
                ? t('organisations.suspendNote')
                : undefined
          }
          reason={grave.has(action) ? 'must' : 'may'}
          reasonHint={t('organisations.reasonHint')}
          maxLength={2000}
          danger={grave.has(action)}
          busy={act.isPending}
          error={act.error}
          onConfirm={carryOut}
          onClose={() => {
            act.reset()
            setAction(null)
          }}
        />
      ) : null}
    </header>
  )
}

function Facts({ organisation }: { organisation: Organisation }) {
  const { t } = useText()
  const labels = useLabels()
  const catalog = useCatalog()
  const source = organisation.source
    ? (catalog.sources.find((one) => one.key === organisation.source)?.title ?? organisation.source)
    : t('organisations.ownWord')
  const { website } = organisation
  const rows: readonly (readonly [Parameters<typeof t>[0], React.ReactNode, boolean?])[] = [
    ['organisations.shortName', organisation.shortName],
    ['organisations.creditCode', organisation.creditCode],
    ['organisations.district', labels.in('districts', organisation.district)],
    [
      'organisations.founded',
      organisation.foundedOn ? <DateText key="founded" value={organisation.foundedOn} /> : null,
    ],
    [
      'organisations.capital',
      organisation.registeredCapitalCny === null ? null : (
        <Money key="capital" cny={organisation.registeredCapitalCny} />
      ),
    ],
    ['organisations.employees', organisation.employees],
    ['organisations.tracks', organisation.tracks.map((track) => labels.in('tracks', track)).join('、')],
    ['organisations.landed', organisation.landedAt ? <DateText key="landed" value={organisation.landedAt} /> : null],
    [
      'organisations.website',
      website ? (
        <a key="website" href={website} rel="noreferrer nofollow" target="_blank">
          {website}
        </a>
      ) : null,
    ],
    [
      'organisations.summary',
      organisation.summary ? (
        <span key="summary" className="prose">
          <MixedText>{organisation.summary}</MixedText>
        </span>
      ) : null,
      true,
    ],
  ]
  return (
    <>
      <div className="facts">
        {rows
          .filter(([, value]) => organisation.actions.length > 0 || (value !== null && value !== ''))
          .map(([label, value, wide]) => (
            <dl key={label} className={wide ? 'fact wide' : 'fact'}>
              <FieldWithSource label={t(label)}>{value}</FieldWithSource>
            </dl>
          ))}
      </div>
      <p className="quiet">
        {t('organisations.source', { source })} <DateText value={organisation.updatedAt} />
      </p>
    </>
  )
}
