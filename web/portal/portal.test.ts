import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compareMessages } from '../ui/messages/compare.ts'
import { render } from './entry-server.tsx'
import { testCall, testCallForScenarios, testCatalog, testPromotion, testRequest, testScenario } from './fixtures.ts'
import { en } from './messages/en.ts'
import { zh } from './messages/zh.ts'
import type { PortalRequest } from './page.ts'

const signature = testScenario(1, {
  rung: 'signature',
  opportunityCny: 120_000_000_000,
  opportunityBound: 'about',
  opportunityPeriod: '2026–2030',
})
const paths = [
  '/',
  '/scenarios',
  '/scenarios/DH-2026-0001',
  '/calls',
  '/calls/DHC-2026-01',
  '/lists',
  '/lists/DHL-2026-01',
  '/libraries/signature',
  '/capabilities',
  '/capabilities/DHC-2026-0001',
  '/industries',
  '/promotions',
  '/find',
  '/programme',
  '/privacy',
]
/** What a reader reads: no elements, one space between words. */
const text = (html: string) =>
  html
    .replace(/<script.*?<\/script>|<title.*?<\/title>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('every page', () => {
  it.each(paths)('%s stands in both languages, without script', async (path) => {
    for (const url of [path, `/en${path === '/' ? '' : path}`]) {
      const answer = await render(testRequest(url, [signature]))
      expect([url, answer.status]).toEqual([url, 200])
      const { body } = answer
      expect(body.match(/<h1/g)?.length).toBe(1)
      expect(body.match(/<main/g)?.length).toBe(1)
      expect(body.match(/<script(?! type="application\/ld\+json")/g)).toBe(null)
      expect(body.match(/ (style|on\w+)="/g)).toBe(null)
      expect(body).toContain(`lang="${url.startsWith('/en') ? 'en' : 'zh-CN'}"`)
      expect(body).toContain(`<link rel="canonical" href="https://duhai.example${url}"/>`)
    }
  })

  it('shows of a capability what it states, costs, and which delivery was confirmed by whom', async () => {
    const { body } = await render(testRequest('/capabilities/DHC-2026-0001', []))
    const read = text(body)
    for (const said of [
      '下潜深度 300 米 数据日期 2025-06-01',
      '年产二百台',
      '30 万元 – 50 万元',
      '✓ 交付对象已确认 渡海港务集团',
    ])
      expect(read).toContain(said)
    expect((await render(testRequest('/en/capabilities/DHC-2026-0001', []))).body).toContain('lang="zh-CN">下潜深度')
  })

  it('keeps English pages free of our Chinese words, and marks Chinese content', async () => {
    const { body } = await render(testRequest('/en', [signature]))
    const ours = body
      .replaceAll('<span class="thin"></span>', '')
      .replace(/<(\w+) [^>]*lang="zh-CN"[^>]*>.*?<\/\1>/gs, '')
    expect(text(ours).match(/\p{Script=Han}+/gu)).toEqual(null)
  })

  it('shows what the operator has not filled in', async () => {
    const { body } = await render(testRequest('/', []))
    expect(text(body)).toContain('主办单位 待填写')
    expect(body).toContain('<a href="https://duhai.example/">一号楼</a>')
  })

  it('says that an intent gives no right and the libraries are no gate', async () => {
    const { body } = await render(testRequest('/scenarios/DH-2026-0001', [signature]))
    expect(text(body)).toContain('不产生被采购的权利')
    expect(text(body)).toContain('不是政府采购的准入条件')
  })

  it('weighs little with many rows and very long titles', async () => {
    const rows = Array.from({ length: 60 }, (_, n) =>
      testScenario(n + 1, {
        title: `${n}号港区${String.fromCodePoint(0x4e00 + n * 37)}集装箱水平运输改造`.padEnd(120, '与安全运行保障'),
        summary: '供给方须提供培训和完整文档。'.repeat(30),
        rung: n < 30 ? 'signature' : null,
        opportunityCny: n * 1_234_567,
      }),
    )
    const heaviest: [string, number][] = []
    for (const path of paths) {
      const { body } = await render(testRequest(path, rows))
      const kB = gzipSync(body).length / 1000
      // 60 kB a page in all; the build holds style sheet and icon to 15.
      if (kB > 45) heaviest.push([path, kB])
    }
    expect(heaviest).toEqual([])
  })
})

describe('home', () => {
  it('adds announced opportunity, says it is qualified, and never counts example rows', async () => {
    const rows = [
      signature,
      testScenario(2, { rung: 'signature', opportunityCny: 10_000_000_000, opportunityBound: 'exact' }),
      testScenario(3, { rung: 'signature', opportunityCny: 70_000_000_000, synthetic: true }),
    ]
    const { body } = await render(testRequest('/', rows))
    expect(text(body)).toContain('标志性场景市场机会 约 1300 亿元')
    expect(body).toContain('title="130,000,000,000元"')
  })
  it('stands without any scenario', async () => {
    const { status, body } = await render(testRequest('/', []))
    expect(status).toBe(200)
    expect(text(body)).toContain('渡海市向各类经营主体公开应用场景')
  })
})

describe('list of scenarios', () => {
  it('hands the conditions of the address to the API as they are', async () => {
    const seen: unknown[] = []
    await render(
      testRequest('/scenarios?cursor=abc&domain=green&q=%E5%B7%A1%E6%A3%80&sort=title&track=ships,boats', [], {
        call: testCall([signature], seen),
      }),
    )
    expect(seen).toEqual([
      { path: '/catalog' },
      {
        path: '/scenarios',
        query: { cursor: 'abc', domain: 'green', q: '巡检', sort: 'title', track: 'ships,boats', limit: '20' },
      },
    ])
  })
  it.each([
    ['/scenarios?q=&domain=green&domain=blue&sort=', '/scenarios?domain=green,blue'],
    ['/scenarios?from=singlemessage&q=a', '/scenarios?q=a'],
    ['/en/scenarios?track=a,,b', '/en/scenarios?track=a,b'],
  ])('tidies %s', async (url, location) => {
    expect(await render(testRequest(url, [signature]))).toEqual({ status: 303, headers: { location }, body: '' })
    const again = await render(testRequest(location, [signature]))
    expect(again.status).toBe(200)
  })
  it('goes on by the cursor and keeps the conditions', async () => {
    const rows = Array.from({ length: 21 }, (_, n) => testScenario(n + 1))
    const { body } = await render(testRequest('/scenarios?domain=green', rows))
    expect(body).toContain('href="/scenarios?cursor=a-b_c&amp;domain=green"')
    expect(body).toContain('<meta name="robots" content="noindex"/>')
  })
  it('offers the next step when nothing is found', async () => {
    const none = text((await render(testRequest('/scenarios?q=x', []))).body)
    expect(none).toContain('没有符合条件的场景')
    expect(text((await render(testRequest('/scenarios', []))).body)).toContain('目前还没有公开的场景')
  })
  it('answers an unknown value with a page that leads back', async () => {
    const { status, body } = await render(testRequest('/scenarios?sort=price', [signature]))
    expect(status).toBe(400)
    expect(text(body)).toContain('地址中的条件无法识别')
    expect(body).toContain('<a href="/scenarios">回到第一页</a>')
  })
})

describe('calls', () => {
  it('say who may submit, until when, how it is judged and how to submit', async () => {
    const page = text((await render(testRequest('/calls/DHC-2026-01', [signature]))).body)
    expect(page).toContain('正在征集')
    expect(page).toContain('单位类型 政府部门')
    expect(page).toContain('单位所在区市 不限')
    expect(page).toContain('需求真实 62.5%')
    expect(page).toContain('条件开放 37.5%')
    expect(page).toContain('2026-11-20 08:00 → 2026-12-01 08:00 应多家单位请求')
    expect(page).toContain('提交场景')
  })
  it('one that does not take submissions offers none', async () => {
    const over = { ...testCallForScenarios, state: 'closed' as const, accepting: false }
    const call = testCall([signature], [], { call: over })
    const { body } = await render(testRequest('/calls/DHC-2026-01', [], { call }))
    expect(text(body)).toContain('本次征集已结束')
    expect(body).not.toContain('/app/calls/')
  })
  it('stand on the home page while they are open', async () => {
    expect(text((await render(testRequest('/', [signature]))).body)).toContain('正在征集场景')
    expect(text((await render(testRequest('/', []))).body)).not.toContain('正在征集场景')
  })
})

describe('a library', () => {
  it('shows what it holds by rung, the highest first', async () => {
    const rows = [
      testScenario(1, { rung: null }),
      testScenario(2, { rung: 'laboratory' }),
      testScenario(3, { rung: 'super' }),
    ]
    const { body } = await render(testRequest('/libraries/signature', rows))
    const headings = [...body.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map((one) => one[1])
    expect(headings).toEqual(['层级super', '层级laboratory', '未定层级'])
    expect((await render(testRequest('/libraries/other', rows))).status).toBe(404)
  })
})

describe('what became of a scenario', () => {
  it('stands on its page: accepted projects, the evaluation, the rung with its term; nothing of the agreement', async () => {
    const seen: unknown[] = []
    const rows = [testScenario(1, { state: 'concluded', stage: 'evaluation', rung: 'laboratory' })]
    const { body } = await render(testRequest('/scenarios/DH-2026-0001', [], { call: testCall(rows, seen) }))
    expect(text(body)).toContain('码头巡检试点 DHP-2026-0001 渡海港务集团 渡海智能装备 验收日期 2026-03-16')
    expect(text(body)).toContain('等级 良好 得分 81.25 分（满分 100 分）')
    expect(text(body)).toContain('应用成效：51.25，占 63% 落地进程：30，占 37% 合计 81.25')
    expect(text(body)).toContain('层级 层级laboratory 认定于 2026-03-16 · 有效至 2028-03-16')
    expect(seen.map((one) => (one as { path: string }).path)).toEqual([
      '/catalog',
      '/scenarios/{id}',
      '/projects/accepted',
      '/evaluations',
      '/promotions',
      '/evaluations/{id}',
      '/evaluations/{id}/results',
    ])
  })
  it('says nothing where nothing is public yet', async () => {
    const page = text((await render(testRequest('/scenarios/DH-2026-0002', [testScenario(2)]))).body)
    expect(['已验收的落地项目', '评估结果'].filter((word) => page.includes(word))).toEqual([])
  })
})

describe('publicity', () => {
  it('says what, until when, and how to object', async () => {
    const promotion = { ...testPromotion, state: 'publicised' as const, grantedAt: null, validUntil: null }
    const call = testCall([signature], [], { promotion })
    const { body } = await render(testRequest('/promotions', [], { call }))
    expect(text(body)).toContain('拟由“层级listed”认定为“层级laboratory”')
    expect(text(body)).toContain('公示截止 2026-11-27')
    expect(text(body)).toContain('联系我们 一号楼')
    expect(body).toContain('id="DHU-2026-01"')
    expect(text(body)).not.toContain('已认定')
  })
  it('keeps what was granted, with its term', async () => {
    const page = text((await render(testRequest('/promotions', [signature]))).body)
    expect(page).toContain('2026-03-16 DHU-2026-01')
    expect(page).toContain('2028-03-16')
  })
})

describe('openings for a description', () => {
  const item = {
    scenario: { id: signature.id, code: signature.code, title: signature.title },
    opening: { id: signature.id, text: '施工<运维>' },
    closesAt: null,
    score: 0.4,
    terms: [{ text: '海上风电', part: 0.2 }],
    requirements: [{ id: signature.id, text: '可夜间作业', kind: 'must' as const }],
  }
  const asked: unknown[] = []
  const finding = (found: unknown): PortalRequest['call'] => {
    const others = testCall([signature])
    return ((route: { path: string }, input: { body?: unknown }) => {
      if (route.path !== '/matches/find') return others(route as never, input as never)
      asked.push(input.body)
      return Promise.resolve(found)
    }) as never
  }
  const post = (posted: Record<string, string>, found: unknown) =>
    render(testRequest('/find', [signature], { call: finding(found), posted }))

  it('asks with what was pasted and shows what met, with the conditions', async () => {
    const { status, body } = await post({ text: ' 风电\r\n运维 ' }, { ok: true, value: { items: [item] } })
    expect([status, asked.at(-1)]).toEqual([200, { text: '风电\n运维' }])
    expect(text(body)).toContain('共同提到：海上风电')
    expect(text(body)).toContain('必须 可夜间作业')
    expect(body).toContain('施工&lt;运维&gt;')
    expect(body).toContain('风电\n运维</textarea>')
  })
  it('says what to do when nothing is found, when it cannot be read, and while the index is made', async () => {
    const refused = (status: number) => ({ ok: false, status, problem: { code: 'x' } })
    expect(text((await post({ text: '某物' }, { ok: true, value: { items: [] } })).body)).toContain(
      '没有相近的开放方向',
    )
    const unreadable = await post({ text: '……' }, refused(400))
    expect([unreadable.status, text(unreadable.body).includes('无法用于查找')]).toEqual([400, true])
    const warming = await post({ text: '某物' }, refused(503))
    expect([warming.status, text(warming.body).includes('请半分钟后再试')]).toEqual([503, true])
  })
  it('asks nothing while nothing is pasted', async () => {
    const before = asked.length
    expect((await post({ text: '  ' }, null)).status).toBe(200)
    expect(asked.length).toBe(before)
  })
})

describe('hostile text', () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>&"\''
  it('never becomes markup', async () => {
    const row = testScenario(4, {
      title: evil,
      summary: evil,
      problem: evil,
      place: evil,
      owner: { id: testScenario(4).owner.id, name: evil },
      openings: [{ id: testScenario(4).openings[0]?.id ?? '', text: evil, detail: evil }],
    })
    for (const url of ['/', '/scenarios', '/scenarios/DH-2026-0004', '/feed.atom', '/sitemap.xml']) {
      const { status, body } = await render(testRequest(url, [row]))
      expect([url, status]).toEqual([url, 200])
      expect(body).not.toContain('<script>')
      expect(body).not.toContain('<img')
    }
    const { body } = await render(testRequest('/scenarios/DH-2026-0004', [row]))
    const data = body.match(/<script type="application\/ld\+json">(.*?)<\/script>/s)?.[1] ?? ''
    expect(JSON.parse(data).mainEntity.name).toBe(evil)
  })
  it.each(['/scenarios/%E0%A4%A', '/nothing/here', '/scenarios/DH-9', '/lists/x', '//evil.example/'])(
    'an address that names nothing, %s, is a page of its own',
    async (url) => {
      const { status, body } = await render(testRequest(url, [signature]))
      expect(status).toBe(404)
      expect(text(body)).toContain('没有找到这个页面')
      expect(body).not.toContain('href="//')
    },
  )
})

describe('for programs', () => {
  it('the feed, the map of the site and the robots file', async () => {
    const feed = await render(testRequest('/feed.atom', [signature]))
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(feed.body.match(/<entry>/g)?.length).toBe(2)
    expect(feed.body).toContain('<link href="https://duhai.example/calls/DHC-2026-01"/>')
    expect(feed.body).toContain('<link href="https://duhai.example/scenarios/DH-2026-0001"/>')
    const map = await render(testRequest('/sitemap.xml', [signature]))
    expect(map.body.match(/<loc>.*?<\/loc>/g)).toEqual(
      ['', 'scenarios', 'calls', 'lists', 'capabilities', 'industries', 'find', 'promotions', 'programme', 'privacy']
        .concat([
          'scenarios/DH-2026-0001',
          'calls/DHC-2026-01',
          'lists/DHL-2026-01',
          'capabilities/DHC-2026-0001',
          'libraries/signature',
        ])
        .map((path) => `<loc>https://duhai.example/${path}</loc>`),
    )
    const robots = await render(testRequest('/robots.txt', []))
    expect(robots.body).toContain('Sitemap: https://duhai.example/sitemap.xml')
  })
})

describe('messages of the pages', () => {
  it('say everything in both languages', () => {
    expect(compareMessages(zh, en)).toEqual([])
  })
  it('name no city', () => {
    expect(Object.values({ ...zh, ...en }).filter((one) => /青岛|Qingdao/.test(one))).toEqual([])
    expect(testCatalog.city.key).toBe('duhai')
  })
})
