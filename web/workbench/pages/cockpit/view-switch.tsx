import { useEffect } from 'react'
import { useText } from '../../i18n/text.tsx'

/** Chart or table, by a button and by one key (t). */
export function ViewSwitch(props: { table: boolean; onSwitch: () => void }) {
  const { t } = useText()
  const { onSwitch } = props
  useEffect(() => {
    function pressed(event: KeyboardEvent) {
      const at = event.target as HTMLElement
      if (
        event.key !== 't' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        /INPUT|SELECT|TEXTAREA/.test(at.tagName)
      )
        return
      onSwitch()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [onSwitch])
  return (
    <button type="button" className="button" aria-keyshortcuts="t" onClick={onSwitch}>
      {t(props.table ? 'cockpit.asChart' : 'cockpit.asTable')} <kbd>t</kbd>
    </button>
  )
}
