import { useUi } from '../../ui/context.tsx'
import { MixedText } from '../../ui/parts/mixed-text.tsx'

/** Text that people wrote in Chinese (titles, summaries, names): well spaced, and marked as Chinese on English pages. */
export function Han({ children }: { children: string }) {
  const { locale } = useUi()
  const text = <MixedText>{children}</MixedText>
  return locale === 'en' && /\p{Script=Han}/u.test(children) ? <span lang="zh-CN">{text}</span> : text
}

/** Prose that people wrote: one paragraph a line, empty lines dropped. */
export function HanProse({ text }: { text: string }) {
  const paragraphs = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (
    <div className="prose">
      {paragraphs.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text never move
        <p key={at}>
          <Han>{paragraph}</Han>
        </p>
      ))}
    </div>
  )
}
