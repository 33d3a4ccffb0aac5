import { createJourney, good, type Journey } from './journey.ts'
import { type Answer, createWorld, type Person, type World } from './world.ts'

export type AgreementWorld = Awaited<ReturnType<typeof createAgreementWorld>>
type Over = Readonly<Record<string, unknown>>

/** For tests: people of the two sides and beyond, and what brings an agreement along its way over the API. */
export async function createAgreementWorld() {
  const world: World = await createWorld()
  const journey: Journey = await createJourney(world)
  const { owner, provider } = journey
  const as = world.as
  let scenario = ''

  /** A newly published scenario, which is the one talked about from now on. */
  async function fresh(): Promise<string> {
    scenario = await journey.at('published')
    return scenario
  }

  async function fileOf(person: Person, name = 'a.pdf'): Promise<string> {
    const content = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
    return good(await as(person).upload('/files', { name, content })).body.id
  }
  /** An intent on one of the openings, accepted. */
  async function talks(person: Person, on = scenario, opening = 0): Promise<string> {
    const { openings, id } = good(await as(person).get(on)).body
    const wish = {
      scenarioId: id,
      openingId: openings[opening].id,
      pitch: '我单位有成熟的平台，愿参与建设并提供长期运维。',
      contact: { name: '李对接', mobile: '13900000002', email: null },
    }
    const made = good(await as(person).post('/intents', wish)).body
    good(await as(owner).act(`/intents/${made.id}`, 'accept'))
    return made.id
  }
  async function begin(kind: 'letter' | 'contract', over: Over = {}): Promise<string> {
    const intentId = over.intentId ?? (await talks(provider))
    const body = { kind, terms: agreedTerms, ...(kind === 'contract' && { amountCny: 3_600_000 }), ...over, intentId }
    return `/agreements/${good(await as(owner).post('/agreements', body)).body.id}`
  }
  async function route(over: Over = {}) {
    return { route: 'open_tender', noticeNumber: 'GK-2026-118', noticeFileId: await fileOf(owner), ...over }
  }
  async function reviewed(kind: 'letter' | 'contract', over: Over = {}): Promise<string> {
    const path = await begin(kind, { ...(kind === 'contract' && { procurement: await route() }), ...over })
    good(await as(owner).act(path, 'send_for_review'))
    return path
  }
  async function signs(person: Person, path: string, over: Over = {}): Promise<Answer> {
    const { termsHash } = good(await as(person).get(path)).body
    return as(person).act(path, 'sign', { termsHash, ...over })
  }
  async function signed(kind: 'letter' | 'contract', over: Over = {}): Promise<string> {
    const path = await reviewed(kind, over)
    good(await signs(owner, path))
    good(await signs(provider, path, { signedOn: '2026-11-18', signedCopyIds: [await fileOf(provider)] }))
    return path
  }
  async function inForce(kind: 'letter' | 'contract', over: Over = {}): Promise<string> {
    const path = await signed(kind, over)
    good(await as(owner).act(path, 'enter_into_force'))
    return path
  }
  const stateOf = async (path: string): Promise<string> => good(await as(owner).get(path)).body.state
  const change = async (person: Person, path: string, patch: Over): Promise<Answer> => {
    const { version } = good(await as(person).get(path)).body
    return as(person).patch(path, patch, { 'if-match': `"${version}"` })
  }
  return {
    world,
    journey,
    owner,
    provider,
    second: await world.person({ organisation: { kind: 'firm' } }),
    outsider: await world.person({ organisation: { kind: 'firm' } }),
    leader: await world.person({ roles: ['leader'] }),
    auditor: await world.person({ roles: ['auditor'] }),
    fresh,
    fileOf,
    talks,
    begin,
    route,
    reviewed,
    signs,
    signed,
    inForce,
    stateOf,
    change,
    intentOf: async (path: string) => stateOf(`/intents/${good(await as(owner).get(path)).body.parties[1].intentId}`),
  }
}

export const agreedTerms = '双方就虚拟电厂试点开展合作，分两期实施，验收以双方确认的指标为准。'

/** The code of a refusal and those of its fields. */
export function codeOf({ body }: Answer): string {
  const fields = (body.errors ?? []).map((each: { path: string; code: string }) => `${each.path}:${each.code}`)
  return [body.code, ...fields].join(' ')
}
