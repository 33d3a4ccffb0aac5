import type { z } from 'zod'
import {
  type Agreement,
  type AgreementKind,
  type agreementCreate,
  agreementKindLabels,
  type agreementPatch,
} from '../../../../contracts/agreements.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { type AgreementDeps, actingFor, allowedNow, answerWith, type Change, lockVisible } from '../context.ts'
import { mayEdit } from '../policy.ts'
import { endOfDay, turnIn } from '../rules/clock.ts'
import { termsHash } from '../rules/hash.ts'
import { faultsOf, intentFits, takesAgreements, type WantedParty } from '../rules/terms.ts'
import {
  type AgreementRow,
  type Fields,
  filesOf,
  holdScenario,
  insertAgreement,
  openingsOf,
  openingsOfScenario,
  partiesOf,
  replaceFiles,
  replaceOpenings,
  replaceParties,
  selectAgreement,
  selectIntents,
  selectOrganisations,
  setSearch,
  setTermsHash,
  updateAgreement,
} from '../store.ts'
import { checkedParties, isSynthetic, letterToFollow, wordsOf } from './parties.ts'

type Patch = z.output<typeof agreementPatch>
type Create = z.output<typeof agreementCreate>

/** Begins a letter or a contract from an intent in talks, for one of its two sides. */
export function createAgreement(deps: AgreementDeps, viewer: Viewer, wish: Create): Promise<Agreement> {
  return deps.database.write(viewer, async (tx) => {
    const intent = (await selectIntents(tx, [wish.intentId]))[0]
    if (!intent?.scenario_id || !intent.owner_id || !intent.organisation_id || !intent.opening_id)
      return refuse('not_found')
    actingFor(viewer, [intent.owner_id, intent.organisation_id], undefined)
    // Held until commit: a withdrawal at the same instant comes wholly before or wholly after.
    const scenarioId = intent.scenario_id
    const scenario = await deps.database.write(systemViewer, (system) => holdScenario(system, scenarioId))
    if (!scenario || !takesAgreements(scenario.state)) return refuse('scenario_takes_no_agreement')
    const [provider] = await selectOrganisations(tx, [intent.organisation_id])
    if (!intentFits(wish.kind, intent.state)) refuse('intent_not_in_talks', { organisation: provider?.name ?? '' })
    const letter = wish.followsId ? await letterToFollow(tx, wish.followsId, scenarioId) : null

    const id = deps.newId()
    const first: WantedParty = { organisationId: intent.organisation_id, role: 'provider', intentId: wish.intentId }
    const wanted = wish.parties ?? letter?.parties ?? [first]
    const draft = {
      kind: wish.kind,
      scenario_id: scenarioId,
      owner_id: intent.owner_id,
      party_ids: [intent.owner_id, intent.organisation_id],
    }
    const parties = await checkedParties(tx, draft, wanted, letter?.parties ?? [first])
    const fields = fieldsOf(deps, wish)
    checkFields({ ...blank, ...fields, kind: wish.kind })
    await insertAgreement(tx, {
      ...fields,
      ...draft,
      id,
      state: 'drafting',
      state_since: tx.now,
      ...turnIn('drafting', tx.now, { calendar: deps.calendar, timeZone: deps.pack.city.timezone }),
      owner_district: scenario.owner_district,
      party_ids: parties.map((each) => each.organisation_id),
      follows_id: wish.followsId ?? null,
      title: wish.title ?? `${scenario.title ?? ''}${agreementKindLabels[wish.kind].zh}`.slice(0, 120),
      terms_hash: '',
      synthetic: await isSynthetic(tx, scenario.synthetic === true, parties),
      created_by: viewer.userId,
    })
    await replaceParties(tx, id, parties)
    await writeOpenings(tx, id, scenarioId, wish.openings ?? letter?.openings ?? [intent.opening_id])
    await writeFiles(deps, tx, id, wish)
    await refreshTerms(tx, id)
    const { intentId, kind, followsId, ...given } = wish
    tx.record({
      action: 'agreement.create',
      subject: { type: 'agreement', id },
      changes: [
        { path: 'kind', after: kind },
        { path: 'scenarioId', after: scenarioId },
        { path: 'intentId', after: intentId },
        ...(followsId ? [{ path: 'followsId', after: followsId }] : []),
        ...Object.entries(given).map(([path, after]) => ({ path, after })),
      ],
      state: { from: null, to: 'drafting' },
    })
    return answerWith(deps, tx, id)
  })
}

const blank = {
  terms: null,
  amount_cny: null,
  effective_from: null,
  valid_until: null,
  procurement_route: null,
  procurement_ground: null,
  procurement_notice_number: null,
}

/** Changes the draft; what did not change is neither written nor recorded. */
export function changeAgreement(
  deps: AgreementDeps,
  viewer: Viewer,
  idOrCode: string,
  patch: Patch,
  version: number | null,
): Promise<Agreement> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, idOrCode, version)
    if (!mayEdit(viewer, row)) refuse('action_not_allowed', { allowed: await allowedNow(deps, tx, row) })
    const before = await stateOf(tx, row)
    const fields = fieldsOf(deps, patch)
    checkFields({ ...row, ...fields, kind: row.kind as AgreementKind })
    const set: Fields = { ...fields }
    if (patch.parties) {
      const parties = await checkedParties(
        tx,
        { ...row, kind: row.kind as AgreementKind },
        patch.parties,
        before.parties,
      )
      const scenario = await deps.database.write(systemViewer, (system) => holdScenario(system, row.scenario_id))
      set.party_ids = parties.map((each) => each.organisation_id)
      set.synthetic = await isSynthetic(tx, scenario?.synthetic === true, parties)
      await updateAgreement(tx, row.id, set)
      await replaceParties(tx, row.id, parties)
    } else await updateAgreement(tx, row.id, set)
    if (patch.openings) await writeOpenings(tx, row.id, row.scenario_id, patch.openings)
    await writeFiles(deps, tx, row.id, patch)
    await refreshTerms(tx, row.id)
    const written = await selectAgreement(tx, row.id)
    const after = await stateOf(tx, written ?? row)
    const changes = changesBetween(before, after)
    if (changes.length > 0)
      tx.record({ action: 'agreement.change', subject: { type: 'agreement', id: row.id }, changes })
    return answerWith(deps, tx, row.id)
  })
}

const columns = {
  title: 'title',
  terms: 'terms',
  amountCny: 'amount_cny',
  number: 'number',
  effectiveFrom: 'effective_from',
  validUntil: 'valid_until',
} as const

function fieldsOf({ pack }: AgreementDeps, patch: Patch): Fields {
  const given = (Object.keys(columns) as (keyof typeof columns)[]).filter((name) => patch[name] !== undefined)
  const set: Record<string, unknown> = Object.fromEntries(given.map((name) => [columns[name], patch[name]]))
  if (patch.terms === '') set.terms = null
  if (patch.validUntil !== undefined)
    set.term_ends_at = patch.validUntil === null ? null : endOfDay(patch.validUntil, pack.city.timezone)
  if (patch.procurement !== undefined) {
    set.procurement_route = patch.procurement?.route ?? null
    set.procurement_ground = patch.procurement?.ground || null
    set.procurement_notice_number = patch.procurement?.noticeNumber ?? null
  }
  return set
}

function checkFields(terms: Parameters<typeof faultsOf>[0]): void {
  const faults = faultsOf(terms)
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

async function writeOpenings(tx: Writing, id: string, scenarioId: string, wanted: readonly string[]): Promise<void> {
  const own = new Set((await openingsOfScenario(tx, scenarioId)).map((each) => each.id))
  const faults = wanted.flatMap((each, at) =>
    own.has(each) ? [] : [{ path: `openings.${at}`, code: 'other_scenario' as const }],
  )
  if (faults.length > 0) refuse('invalid_request', {}, faults)
  await replaceOpenings(tx, id, [...new Set(wanted)])
}

async function writeFiles(deps: AgreementDeps, tx: Writing, id: string, patch: Patch): Promise<void> {
  if (patch.attachments) {
    const files = [...new Set(patch.attachments)]
    await deps.attachable(tx, files)
    await replaceFiles(tx, id, 'attachment', files)
  }
  if (patch.procurement === undefined) return
  const notice = patch.procurement?.noticeFileId
  if (patch.procurement !== null && notice === undefined) return
  const files = notice ? [notice] : []
  await deps.attachable(tx, files, 'procurement.noticeFileId')
  await replaceFiles(tx, id, 'procurement_notice', files)
}

/** All of it as it stands, in the words of the contract. */
async function stateOf(tx: Writing, row: AgreementRow) {
  const [parties, openings, files] = await Promise.all([
    partiesOf(tx, [row.id]),
    openingsOf(tx, [row.id]),
    filesOf(tx, row.id),
  ])
  return {
    title: row.title,
    terms: row.terms,
    amountCny: row.amount_cny,
    number: row.number,
    effectiveFrom: row.effective_from,
    validUntil: row.valid_until,
    openings: openings.map((each) => each.opening_id),
    parties: parties.map(wordsOf),
    procurement:
      row.procurement_route === null
        ? null
        : {
            route: row.procurement_route,
            ground: row.procurement_ground,
            noticeNumber: row.procurement_notice_number,
            noticeFileId: files.find((each) => each.purpose === 'procurement_notice')?.id ?? null,
          },
    attachments: files.filter((each) => each.purpose === 'attachment').map((each) => each.id),
    sealed: files
      .filter((each) => each.purpose === 'attachment' || each.purpose === 'procurement_notice')
      .map((each) => ({ purpose: each.purpose, sha256: each.sha256 ?? '' })),
  }
}
type Whole = Awaited<ReturnType<typeof stateOf>>

function changesBetween(before: Whole, after: Whole): Change[] {
  const paths = (Object.keys(after) as (keyof Whole)[]).filter((path) => path !== 'sealed')
  return paths
    .filter((path) => JSON.stringify(before[path]) !== JSON.stringify(after[path]))
    .map((path) => ({ path, before: before[path], after: after[path] }))
}

/** What a signature stands for, and what people find it by, written again. */
async function refreshTerms(tx: Writing, id: string): Promise<void> {
  const row = await selectAgreement(tx, id)
  if (!row) return
  const whole = await stateOf(tx, row)
  const { procurement } = whole
  await setTermsHash(
    tx,
    id,
    termsHash({
      kind: row.kind,
      scenarioId: row.scenario_id,
      followsId: row.follows_id,
      title: whole.title,
      terms: whole.terms,
      openings: whole.openings,
      parties: whole.parties.map(({ organisationId, role, share }) => ({ organisation: organisationId, role, share })),
      amountCny: whole.amountCny,
      number: whole.number,
      effectiveFrom: whole.effectiveFrom,
      validUntil: whole.validUntil,
      procurement: procurement ? [procurement.route, procurement.ground, procurement.noticeNumber] : [],
      files: whole.sealed,
    }),
  )
  await setSearch(tx, id)
}
