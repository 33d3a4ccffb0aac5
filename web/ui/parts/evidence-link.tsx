import { useUi } from '../context.tsx'
import { t } from '../messages/index.ts'

/** What proves a statement: a document or record to open. The checksum stands in the title. */
export function EvidenceLink({ href, label, hash }: { href: string; label: string; hash?: string | null }) {
  const { locale } = useUi()
  return (
    <a className="evidence" href={href} title={hash ? t(locale, 'evidence.hash', { hash }) : undefined}>
      {label}
    </a>
  )
}
