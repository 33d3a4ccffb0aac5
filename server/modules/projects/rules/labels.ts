import type { Light } from '../../../../contracts/projects.ts'

/** What a light is called in workbooks. */
export const lightLabels: Readonly<Record<Light, { zh: string; en: string }>> = {
  on_course: { zh: '正常', en: 'on course' },
  at_risk: { zh: '有风险', en: 'at risk' },
  late: { zh: '滞后', en: 'late' },
}
