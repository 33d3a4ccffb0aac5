import { useUi } from '../../ui/context.tsx'
import { t } from '../../ui/messages/index.ts'
import { EvidenceLink } from '../../ui/parts/evidence-link.tsx'
import type { PageContext } from '../page.ts'

/** The documents a statement comes from, each a link to its entry among the sources; and what is our own in it. */
export function SourceLinks({
  context,
  src,
  derived,
  inferred,
}: {
  context: PageContext
  src: string | null
  derived?: boolean
  inferred?: boolean
}) {
  const { locale } = useUi()
  const documents = context.names.sources(src)
  const marks = [derived && t(locale, 'evidence.derived'), inferred && t(locale, 'evidence.inferred')].filter(Boolean)
  return (
    <>
      {documents.map((document, at) => (
        <span key={document.title}>
          {at > 0 && '；'}
          <span lang={locale === 'en' ? 'zh-CN' : undefined}>
            {document.key === null ? (
              document.title
            ) : (
              <EvidenceLink
                href={context.href(`/programme#source-${encodeURIComponent(document.key)}`)}
                label={`《${document.title}》`}
              />
            )}
          </span>
          {document.date && ` ${document.date}`}
        </span>
      ))}
      {marks.length > 0 && `${documents.length > 0 ? ' · ' : ''}${marks.join(' · ')}`}
    </>
  )
}
