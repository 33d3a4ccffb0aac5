/** A scenario with everything that submitting asks for; overrides replace fields. */
export function buildScenario(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: '港区无人集卡夜间作业',
    summary: '夜间堆场用无人集卡接力运输，减少疲劳驾驶。',
    problem: '夜班司机短缺，堆场与岸桥之间的水平运输在凌晨效率最低，需要可与现有调度系统对接的无人运输方案。',
    domain: 'governance',
    direction: 'traffic',
    tracks: [],
    districts: ['xihaian'],
    opener: 'government',
    budgetCny: 12_000_000,
    cooperationModes: ['pilot-trial'],
    closesAt: '2027-06-30T16:00:00.000Z',
    contact: { name: '王小明', mobile: '13800001234', email: 'owner@example.test' },
    openings: [{ text: '无人集卡' }, { text: '夜间远程调度' }],
    requirements: [
      {
        text: '单车连续作业不少于八小时',
        kind: 'must',
        metric: '连续作业时间',
        comparator: '>=',
        threshold: 8,
        unit: '小时',
        opening: 0,
      },
    ],
    ...overrides,
  }
}
