import { createContext, type ReactNode, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Scenario } from '../../../../../contracts/scenarios.ts'
import { type Autosave, createAutosave, type Form, type Saved } from '../../../../ui/client/autosave.ts'
import { fieldMessages } from '../../../../ui/client/problem.ts'
import { useText } from '../../../i18n/text.tsx'
import { useCatalog } from '../../../session/catalog.ts'
import { useMe } from '../../../session/me.ts'
import { createScenarioPort } from './port.ts'
import { blank, type FormValue, fromScenario } from './value.ts'

export interface ScenarioForm {
  readonly form: Form<FormValue>
  readonly autosave: Autosave<FormValue>
  /** The server's newest scenario; null while nothing is saved. */
  readonly scenario: Scenario | null
  readonly set: (change: Partial<FormValue>) => void
  /** The sentence for a field path, from here or from the server. */
  readonly fault: (path: string) => string | undefined
  /** Readable but not sendable yet, told by a control (an amount that cannot be read). */
  readonly mark: (path: string, sentence: string | null) => void
  /** The scenario as it was handed in; the form then gives way to the receipt. */
  readonly submitted: Scenario | null
  readonly onSubmitted: (scenario: Scenario) => void
}

const FormContext = createContext<ScenarioForm | null>(null)

export function useScenarioForm(): ScenarioForm {
  const form = use(FormContext)
  if (!form) throw new Error('useScenarioForm outside ScenarioFormProvider')
  return form
}

/** Where unacknowledged typing is kept on this device; a person's own, whoever uses it next. */
export function placeOf(userId: string, scenarioId: string | null): string {
  return `scenario:${userId}:${scenarioId ?? 'new'}`
}

/** Makes the form once for one scenario (or a new one) and keeps it saving while the page is open. */
export function ScenarioFormProvider(props: {
  initial: { scenario: Scenario; etag: string | null } | null
  onCreated?: (scenario: Scenario) => void
  /** The call a new one is begun for. */
  callId?: string
  children: ReactNode
}) {
  const me = useMe()
  const { locale } = useText()
  const { timezone } = useCatalog().city
  const [scenario, setScenario] = useState(props.initial?.scenario ?? null)
  const [submitted, setSubmitted] = useState<Scenario | null>(null)
  const [marks, setMarks] = useState<Readonly<Record<string, string>>>({})

  const [autosave] = useState(() => {
    const first = props.initial?.scenario ?? null
    const port = createScenarioPort({
      scenario: first,
      ownerId: me.memberships.length > 1 ? me.organisation?.id : undefined,
      timeZone: timezone,
      locale,
      onSaved(saved) {
        if (!first) props.onCreated?.(saved)
        setScenario(saved)
      },
    })
    const initial: Saved<FormValue> = first
      ? { value: fromScenario(first, timezone), etag: props.initial?.etag ?? null }
      : { value: blank, etag: null }
    return createAutosave({ port, initial, store: localStorage, storeKey: placeOf(me.user.id, first?.id ?? null) })
  })
  useEffect(() => () => autosave.stop(), [autosave])
  const { callId } = props
  useEffect(() => {
    if (callId && autosave.get().value.callId === '') autosave.set({ callId })
  }, [autosave, callId])
  const form = useSyncExternalStore(autosave.subscribe, autosave.get)

  const value = useMemo<ScenarioForm>(() => {
    const refused = fieldMessages(form.problem)
    return {
      form,
      autosave,
      scenario,
      submitted,
      onSubmitted: setSubmitted,
      set: autosave.set,
      fault: (path) => marks[path] ?? form.faults[path] ?? refused[path],
      mark: (path, sentence) =>
        setMarks(({ [path]: _, ...rest }) => (sentence === null ? rest : { ...rest, [path]: sentence })),
    }
  }, [form, autosave, scenario, submitted, marks])
  return <FormContext value={value}>{props.children}</FormContext>
}
