/** Matching 匹配: demand against supply. First the full-text index it retrieves candidates from. */

export { type Candidate, compose, exposure, type Fairness } from './compose.ts'
export {
  type Comparison,
  compare,
  type LearningOptions,
  type Learnt,
  learn,
  type Model,
  type Outcome,
  probability,
} from './learning.ts'
export { doubledMeasures, type ReadMeasures, readMeasures, writeMeasures } from './measures.ts'
export { convert, parseNumber, parseQuantity, type Quantity, unitOf } from './quantities.ts'
export {
  type Comparator,
  type Condition,
  check,
  contradictions,
  type Measure,
  type Verdict,
} from './requirements.ts'
export {
  type Demand,
  type Factor,
  factors,
  type Proof,
  type Requirement,
  type Scored,
  type ScoreOptions,
  type Supply,
  score,
  type Weights,
} from './score.ts'
export {
  type Closeness,
  createTextIndex,
  type Document,
  type Filter,
  type Hit,
  type Query,
  type TextIndex,
  type TextIndexOptions,
} from './text-index.ts'
