/** Chinese text without IO: nothing here needs Node, so the web imports it too. Segmentation by dictionary is in `segment.ts`. */
export { maskEmail, maskMobile, maskName, parseEmail, parseMobile } from './contact.ts'
export {
  type CreditCodeFault,
  type CreditCodeResult,
  isSyntheticCreditCode,
  makeCreditCode,
  parseCreditCode,
} from './credit-code.ts'
export { formatCny, spaceMixed } from './display.ts'
export { looksConfusable, normaliseText, toHalfWidth } from './normalise.ts'
export { type Signature, signature, similarity } from './similarity.ts'
export { bigrams, queryTokens, searchTokens } from './tokens.ts'
