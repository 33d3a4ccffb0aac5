/** Matching 匹配: demand against supply. First the full-text index it retrieves candidates from. */
export {
  createTextIndex,
  type Document,
  type Filter,
  type Hit,
  type Query,
  type TextIndex,
  type TextIndexOptions,
} from './text-index.ts'
