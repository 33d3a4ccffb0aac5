import { accountsErrors } from './errors/accounts.ts'
import { agreementsErrors } from './errors/agreements.ts'
import { callsErrors } from './errors/calls.ts'
import { evaluationsErrors } from './errors/evaluations.ts'
import { fieldErrors } from './errors/fields.ts'
import { filesErrors } from './errors/files.ts'
import { matchesErrors } from './errors/matches.ts'
import { organisationsErrors } from './errors/organisations.ts'
import { projectsErrors } from './errors/projects.ts'
import { promotionsErrors } from './errors/promotions.ts'
import { requestErrors } from './errors/request.ts'
import { reviewsErrors } from './errors/reviews.ts'
import { scenariosErrors } from './errors/scenarios.ts'
import { servicesErrors } from './errors/services.ts'

/**
 * Every error of the API: its HTTP status and one sentence for the user that says what to do next.
 * `code` is stable; it is the translation key and what programs test. `{name}` takes a value from the error's params.
 */
export const errors = {
  ...requestErrors,
  ...accountsErrors,
  ...organisationsErrors,
  ...agreementsErrors,
  ...scenariosErrors,
  ...callsErrors,
  ...servicesErrors,
  ...evaluationsErrors,
  ...matchesErrors,
  ...reviewsErrors,
  ...projectsErrors,
  ...promotionsErrors,
  ...filesErrors,
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ErrorCode = keyof typeof errors

export { fieldErrors }
export type FieldErrorCode = keyof typeof fieldErrors

/** Values of sentence params that are keys of ours: the sentence says them in words, programs go on reading the key. */
const paramWords: Readonly<Record<string, Readonly<Record<string, { zh: string; en: string }>>>> = {
  /** What kind of value is wanted (`invalid_type`). */
  expected: {
    string: { zh: '文字', en: 'text' },
    number: { zh: '数字', en: 'a number' },
    int: { zh: '整数', en: 'a whole number' },
    amount: { zh: '以元计的金额（可写“300万”“1.2亿”）', en: 'an amount in yuan' },
    boolean: { zh: '是或否', en: 'yes or no' },
    array: { zh: '列表', en: 'a list' },
    object: { zh: '一组字段', en: 'a group of fields' },
    record: { zh: '一组字段', en: 'a group of fields' },
    place: { zh: '已填写的开放方向的序号', en: 'the place of one of the openings' },
    flatter: { zh: '嵌套层数更少的内容', en: 'something with fewer levels' },
  },
  /** Kinds of evidence (`evidence_needed`). */
  kinds: {
    agreement: { zh: '协议', en: 'an agreement' },
    project: { zh: '落地项目', en: 'a project' },
    reading: { zh: '已确认读数', en: 'a confirmed reading' },
    evaluation: { zh: '评估结果', en: 'an evaluation' },
    file: { zh: '文件', en: 'a file' },
  },
  /** Why a credit code is refused (`invalid_credit_code`), as `engines/text` finds it. */
  reason: {
    length: { zh: '应为 18 位', en: 'it must have 18 characters' },
    character: { zh: '含有代码中不会出现的字符', en: 'it has a character that never occurs in such codes' },
    lookalike: { zh: '含有形近的外文字母', en: 'it has a look-alike letter of another alphabet' },
    region: { zh: '第 3 至 8 位应为数字', en: 'characters 3 to 8 must be digits' },
    organisation_check: { zh: '第 17 位校验不符', en: 'its 17th character does not match' },
    check: { zh: '第 18 位校验不符', en: 'its 18th character does not match' },
  },
}

/** The sentence in one language; a missing value stays visible as `{name}`, so that a test can find it. */
export function sentenceWith(
  sentence: { readonly zh: string; readonly en: string },
  params: Readonly<Record<string, unknown>>,
  locale: 'zh' | 'en',
): string {
  return sentence[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined || value === null) return whole
    const words = Object.hasOwn(paramWords, name) ? paramWords[name] : undefined
    const said = (one: unknown) =>
      words && Object.hasOwn(words, String(one)) ? (words[String(one)]?.[locale] as string) : String(one)
    return Array.isArray(value) ? value.map(said).join(locale === 'zh' ? '、' : ', ') : said(value)
  })
}
