import { useState } from 'react'
import type { Agreement } from '../../../../contracts/agreements.ts'
import { intentRoutes } from '../../../../contracts/intents.ts'
import { organisationRoutes } from '../../../../contracts/organisations.ts'
import { useCall } from '../../../ui/client/hooks.ts'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'
import { type PartyRow, settled, sumOf } from './value.ts'

/** The provider side with its shares. Who else talks on this scenario can be taken in; so can partners without an intent of their own. */
export function FormParties(props: {
  agreement: Agreement
  rows: readonly PartyRow[]
  fault: (path: string) => string | undefined
  /** Only the owner sees who else talks. */
  owns: boolean
  onChange: (rows: PartyRow[]) => void
}) {
  const { t } = useText()
  const { rows, agreement, onChange } = props
  const [adding, setAdding] = useState<'provider' | 'partner' | null>(null)
  const sum = sumOf(rows)
  const taken = new Set([agreement.owner.id, ...rows.map((row) => row.organisationId)])
  const change = (at: number, percent: string) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, percent } : row)))
  const add = (row: PartyRow) => {
    onChange([...rows, row])
    setAdding(null)
  }
  return (
    <section className="stack tight" aria-label={t('agreements.parties')}>
      <h2>{t('agreements.parties')}</h2>
      <p className="line">
        <span className="grow">{agreement.owner.name}</span>
        <span className="quiet">{t('agreements.role_owner')}</span>
      </p>
      {rows.map((row, at) => (
        <div key={row.organisationId} className="line">
          <span className="grow">{row.name}</span>
          <span className="quiet">{t(`agreements.role_${row.role}`)}</span>
          {rows.length > 1 ? (
            <>
              <label className="row">
                <span className="unseen">{t('agreements.shareOf', { name: row.name })}</span>
                <input
                  className="input figures narrow-input"
                  inputMode="decimal"
                  size={8}
                  value={row.percent}
                  aria-invalid={props.fault(`parties.${at}.share`) ? true : undefined}
                  onChange={(event) => change(at, event.target.value)}
                />
                %
              </label>
              <button
                type="button"
                className="link"
                aria-label={t('agreements.removeParty', { name: row.name })}
                onClick={() => onChange(settled(rows.filter((_, index) => index !== at)))}
              >
                {t('common.remove')}
              </button>
            </>
          ) : (
            <span className="figures">100%</span>
          )}
          {props.fault(`parties.${at}.share`) || props.fault(`parties.${at}.organisationId`) ? (
            <p className="field-error">
              {props.fault(`parties.${at}.share`) ?? props.fault(`parties.${at}.organisationId`)}
            </p>
          ) : null}
        </div>
      ))}
      {rows.length > 1 ? (
        <p className={sum.whole ? 'tone-pine figures' : 'field-error figures'} role="status">
          {props.fault('parties') ?? t('agreements.shareSum', { sum: sum.percent })}
        </p>
      ) : props.fault('parties') ? (
        <p className="field-error">{props.fault('parties')}</p>
      ) : null}
      <div className="row wrap">
        {props.owns ? (
          <button
            type="button"
            className="button"
            aria-expanded={adding === 'provider'}
            onClick={() => setAdding(adding === 'provider' ? null : 'provider')}
          >
            {t('agreements.addProvider')}
          </button>
        ) : null}
        <button
          type="button"
          className="button"
          aria-expanded={adding === 'partner'}
          onClick={() => setAdding(adding === 'partner' ? null : 'partner')}
        >
          {t('agreements.addPartner')}
        </button>
      </div>
      {adding === 'provider' ? <Talking agreement={agreement} taken={taken} onAdd={add} /> : null}
      {adding === 'partner' ? <Partners taken={taken} onAdd={add} /> : null}
    </section>
  )
}

type Adding = { taken: ReadonlySet<string>; onAdd: (row: PartyRow) => void }

function Talking(props: Adding & { agreement: Agreement }) {
  const { t } = useText()
  const state = props.agreement.kind === 'contract' ? 'talking,letter_signed,contracted' : 'talking,letter_signed'
  const query = { scenario: props.agreement.scenario.id, state, limit: 100 }
  const page = useCall(intentRoutes.list, { query: query as never })
  const rows = (page.data?.items ?? []).filter((each) => !props.taken.has(each.organisation.id))
  const first = rows.filter((each, at) => rows.findIndex((one) => one.organisation.id === each.organisation.id) === at)
  return (
    <div className="note stack tight">
      <p>{t('agreements.addProviderText')}</p>
      <ProblemNote error={page.error} retry={page.refetch} />
      {page.data && first.length === 0 ? <p className="quiet">{t('agreements.noOtherTalks')}</p> : null}
      <Picks
        rows={first.map((each) => ({ ...each.organisation, more: each.openingText, intentId: each.id }))}
        side="provider"
        onAdd={props.onAdd}
      />
    </div>
  )
}

function Partners(props: Adding) {
  const { t } = useText()
  const [words, setWords] = useState('')
  const query = { state: 'verified', limit: 20, ...(words.trim() ? { q: words.trim() } : {}) }
  const page = useCall(organisationRoutes.list, { query: query as never }, { keep: true, enabled: words.trim() !== '' })
  const rows = words.trim() === '' ? [] : (page.data?.items ?? []).filter((each) => !props.taken.has(each.id))
  return (
    <div className="note stack tight">
      <p>{t('agreements.addPartnerText')}</p>
      <input
        className="input"
        type="search"
        maxLength={200}
        aria-label={t('agreements.findOrganisation')}
        placeholder={t('agreements.findOrganisation')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ProblemNote error={page.error} retry={page.refetch} />
      {words.trim() !== '' && page.data && rows.length === 0 ? (
        <p className="quiet">{t('list.emptyFiltered')}</p>
      ) : null}
      <Picks
        rows={rows.map(({ id, name }) => ({ id, name, more: '', intentId: null }))}
        side="partner"
        onAdd={props.onAdd}
      />
    </div>
  )
}

function Picks(props: {
  rows: readonly { id: string; name: string; more: string; intentId: string | null }[]
  side: PartyRow['role']
  onAdd: (row: PartyRow) => void
}) {
  const { t } = useText()
  return (
    <ul>
      {props.rows.map(({ id, name, more, intentId }) => (
        <li key={id} className="line">
          <span className="grow">
            {name} <span className="quiet">{more}</span>
          </span>
          <button
            type="button"
            className="button"
            aria-label={`${t('agreements.add')} ${name}`}
            onClick={() => props.onAdd({ organisationId: id, name, role: props.side, percent: '0', intentId })}
          >
            {t('agreements.add')}
          </button>
        </li>
      ))}
    </ul>
  )
}
