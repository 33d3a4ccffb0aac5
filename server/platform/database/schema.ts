// Generated from the migrated database (npm run admin -- schema); do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined } | object

export interface DB {
  accepted_projects: {
    id: string | null
    code: string | null
    title: string | null
    scenario_id: string | null
    owner_id: string | null
    provider_id: string | null
    accepted_at: string | null
    synthetic: boolean | null
  }
  agreement_addenda: {
    id: string
    agreement_id: string
    position: number
    state: string
    reason: string
    file_id: string
    amount_cny: number | null
    amount_before: number | null
    valid_until: string | null
    valid_until_before: string | null
    proposed_by: string | null
    proposed_for: string
    proposed_at: string
    settled_at: string | null
    note: string | null
  }
  agreement_addendum_signatures: {
    addendum_id: string
    organisation_id: string
    signed_by: string
    signed_at: string
  }
  agreement_facts: {
    id: string | null
    code: string | null
    kind: string | null
    state: string | null
    scenario_id: string | null
    owner_id: string | null
    number: string | null
    amount_cny: number | null
    signed_on: string | null
    valid_until: string | null
    synthetic: boolean | null
    owner_district: string | null
    title: string | null
    effective_from: string | null
    signed_at: string | null
    entered_at: string | null
    party_ids: string[] | null
  }
  agreement_files: {
    agreement_id: string
    file_id: string
    purpose: string
    position: number
  }
  agreement_opening_facts: {
    agreement_id: string | null
    opening_id: string | null
  }
  agreement_openings: {
    agreement_id: string
    opening_id: string
    position: number
  }
  agreement_parties: {
    agreement_id: string
    organisation_id: string
    position: number
    role: string
    share_millionths: number | null
    intent_id: string | null
    signed_at: string | null
    signed_by: string | null
    signed_hash: string | null
  }
  agreement_party_facts: {
    agreement_id: string | null
    organisation_id: string | null
    role: string | null
    share: number | null
    intent_id: string | null
  }
  agreements: {
    id: string
    code: string | null
    kind: string
    state: string
    state_since: string
    state_reason: string | null
    holder: string | null
    due_at: string | null
    escalated_at: string | null
    scenario_id: string
    owner_id: string
    owner_district: string | null
    party_ids: string[]
    follows_id: string | null
    title: string
    terms: string | null
    amount_cny: number | null
    number: string | null
    effective_from: string | null
    valid_until: string | null
    term_ends_at: string | null
    procurement_route: string | null
    procurement_ground: string | null
    procurement_notice_number: string | null
    terms_hash: string
    signed_on: string | null
    signed_at: string | null
    entered_at: string | null
    ended_at: string | null
    synthetic: Generated<boolean>
    created_by: string | null
    search: Generated<string>
    signed_sort: GeneratedAlways<string>
    amount_sort: GeneratedAlways<number>
    valid_sort: GeneratedAlways<string>
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  api_tokens: {
    id: string
    user_id: string
    name: string
    token_hash: Buffer
    scopes: string[]
    created_at: string
    expires_at: string
    used_at: string | null
    revoked_at: string | null
  }
  app_clock: {
    one: Generated<boolean>
    shift: Generated<string>
  }
  blind_reviews: {
    id: string | null
    round_id: string | null
    item_id: string | null
    state: string | null
    submitted_at: string | null
    dissent: string | null
    scores: Json | null
    total: number | null
    comment_owner: string | null
    comment_office: string | null
  }
  call_extensions: {
    id: string
    call_id: string
    at: string
    closed_at: string
    closes_at: string
    reason: string
    extended_by: string | null
  }
  call_facts: {
    id: string | null
    code: string | null
    title: string | null
    state: string | null
    criteria: Json | null
    opens_at: string | null
    closes_at: string | null
  }
  call_files: {
    call_id: string
    file_id: string
    position: number
  }
  call_submissions: {
    call_id: string | null
    scenario_id: string | null
    owner_id: string | null
    state: string | null
    submitted_at: string | null
    entered_at: string | null
  }
  calls: {
    id: string
    code: string | null
    title: string
    description: string | null
    domains: Generated<string[]>
    directions: Generated<string[]>
    openers: Generated<string[]>
    organisation_kinds: Generated<string[]>
    districts: Generated<string[]>
    criteria: Generated<Json>
    opens_at: string | null
    closes_at: string | null
    contact: string | null
    state: string
    state_since: string
    holder: string | null
    due_at: string | null
    reminded_for: string | null
    search: Generated<string>
    is_public: GeneratedAlways<boolean>
    opens_sort: GeneratedAlways<string>
    closes_sort: GeneratedAlways<string>
    created_by: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  capabilities: {
    id: string
    code: string | null
    title: string
    description: string | null
    kind: string
    readiness: number | null
    readiness_shown: string | null
    tracks: Generated<string[]>
    districts: Generated<string[]>
    organisation_id: string
    visibility: Generated<string>
    state: string
    state_since: string
    published_at: string | null
    fresh_until: string | null
    synthetic: Generated<boolean>
    seed: string | null
    search: Generated<string>
    is_public: GeneratedAlways<boolean | null>
    created_at: string
    updated_at: string
    version: Generated<number>
    capacity: string | null
    price_from_cny: number | null
    price_to_cny: number | null
  }
  capability_figures: {
    id: string | null
    state: string | null
    synthetic: boolean | null
  }
  capability_files: {
    capability_id: string
    file_id: string
    position: number
  }
  capability_measure_facts: {
    capability_id: string | null
    position: number | null
    metric: string | null
    value: number | null
    unit: string | null
    as_of: string | null
  }
  capability_measures: {
    capability_id: string
    position: number
    metric: string
    value: number
    unit: string | null
    as_of: string | null
  }
  capability_names: {
    id: string | null
    title: string | null
    organisation_id: string | null
    state: string | null
  }
  capability_promotions: {
    capability_id: string | null
    first_promoted_at: string | null
    synthetic: boolean | null
  }
  capability_proofs: {
    id: string
    capability_id: string
    position: number
    kind: string
    text: string
    at: string | null
    counterpart_id: string | null
    confirmed_at: string | null
    confirmed_by: string | null
    declined_at: string | null
  }
  capability_uses: {
    capability_id: string | null
    project_id: string | null
    scenario_id: string | null
    accepted_at: string | null
    synthetic: boolean | null
  }
  code_counters: {
    prefix: string
    next: number
  }
  consents: {
    user_id: string
    version: string
    at: string
  }
  contact_reads: {
    id: string
    at: string
    user_id: string
    subject_type: string
    subject_id: string
  }
  credentials: {
    user_id: string
    password_hash: string | null
    password_changed_at: string | null
    otp_secret: string | null
    otp_confirmed_at: string | null
    otp_last_step: number | null
  }
  evaluation_appeals: {
    id: string
    evaluation_id: string
    scenario_id: string
    run: number
    organisation_id: string
    leaf: string | null
    grounds: string
    remedy: string
    file_id: string | null
    state: string
    filed_by: string
    filed_at: string
    answer: string | null
    answered_by: string | null
    answered_at: string | null
  }
  evaluation_evidence: {
    result_id: string
    leaf: string
    position: number
    type: string
    row_id: string
    text: string
    value: string | null
    at: string | null
  }
  evaluation_outcomes: {
    evaluation_id: string | null
    code: string | null
    scenario_id: string | null
    score: number | null
    grade: string | null
    rank: number | null
    published_at: string | null
  }
  evaluation_results: {
    id: string
    evaluation_id: string
    run: number
    scenario_id: string
    shown: Generated<string>
    score: number | null
    grade: string | null
    rank: number | null
    leaves: Json
    rank_sort: GeneratedAlways<number>
  }
  evaluation_runs: {
    evaluation_id: string
    number: number
    at: string
    by_id: string | null
    reason: string | null
    results: number
    hash: string
  }
  evaluation_subjects: {
    evaluation_id: string
    scenario_id: string
    owner_id: string
    provider_ids: Generated<string[]>
    shown: Generated<string>
    added_at: string
  }
  evaluations: {
    id: string
    code: string
    title: string
    note: string | null
    system_key: string
    system_version: number
    system: Json
    state: string
    state_since: string
    holder: string | null
    run: Generated<number>
    as_of: string | null
    appeal_until: string | null
    published_at: string | null
    synthetic: Generated<boolean>
    created_by: string | null
    search: Generated<string>
    published_sort: GeneratedAlways<string>
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  expert_employers: {
    user_id: string
    organisation_id: string
  }
  expert_pool: {
    id: string | null
    name: string | null
  }
  expert_ties: {
    user_id: string | null
    organisation_id: string | null
    kind: string | null
  }
  experts: {
    user_id: string
    title: string | null
    employer: string | null
    bio: string | null
    domains: Generated<string[]>
    tracks: Generated<string[]>
    available: Generated<boolean>
    availability: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  file_facts: {
    id: string | null
    name: string | null
    media_type: string | null
    bytes: number | null
    sha256: string | null
    uploaded_by: string | null
    uploaded_at: string | null
  }
  file_uses: {
    file_id: string | null
  }
  files: {
    id: string
    name: string
    media_type: string
    bytes: number
    sha256: string
    uploaded_by: string | null
    uploaded_at: string
  }
  form_drafts: {
    user_id: string
    key: string
    value: Json
    version: number
    updated_at: string
  }
  idempotency_keys: {
    scope: string
    key: string
    request_hash: Buffer
    status: number | null
    headers: Json | null
    body: string | null
    created_at: string
  }
  imports: {
    id: string
    collection: string
    user_id: string
    organisation_id: string | null
    file_name: string
    locale: string
    merkle_root: string | null
    state: string
    progress: Generated<number>
    rows: Generated<number>
    valid: Generated<number>
    invalid: Generated<number>
    faults: Generated<Json>
    failure: string | null
    created_at: string
    committed_at: string | null
  }
  indicator_facts: {
    id: string | null
    project_id: string | null
    scenario_id: string | null
    name: string | null
    unit: string | null
    baseline: number | null
    target: number | null
    started_at: string | null
  }
  indicators: {
    id: string
    project_id: string
    position: number
    name: string
    unit: string
    baseline: number
    target: number
    direction: string
    method: string
    agreed_by_owner_at: string | null
    agreed_by_owner: string | null
    agreed_by_provider_at: string | null
    agreed_by_provider: string | null
    version: Generated<number>
  }
  intent_answers: {
    id: string | null
    scenario_id: string | null
    organisation_id: string | null
    state: string | null
    created_at: string | null
    state_since: string | null
    due_at: string | null
    escalated_at: string | null
  }
  intent_contacts: {
    intent_id: string
    name: string
    mobile: string | null
    email: string | null
  }
  intent_facts: {
    id: string | null
    scenario_id: string | null
    opening_id: string | null
    owner_id: string | null
    organisation_id: string | null
    state: string | null
  }
  intent_figures: {
    id: string | null
    scenario_id: string | null
    state: string | null
    holder: string | null
    due_at: string | null
    created_at: string | null
    synthetic: boolean | null
  }
  intents: {
    id: string
    scenario_id: string
    opening_id: string
    owner_id: string
    owner_district: string | null
    organisation_id: string
    capability_id: string | null
    expressed_by: string | null
    pitch: string
    state: string
    state_since: string
    holder: string | null
    due_at: string | null
    remind_at: string | null
    reminded_at: string | null
    escalated_at: string | null
    expires_at: string | null
    closed_reason: string | null
    closed_note: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  invitations: {
    id: string
    organisation_id: string
    account: string
    role: string
    code_hash: Buffer
    invited_by: string
    created_at: string
    expires_at: string
    accepted_at: string | null
    revoked_at: string | null
  }
  journal_head: {
    one: Generated<boolean>
    seq: number
    hash: string
  }
  journal_personal: {
    seq: number
    path: string
    person_id: string | null
    salt: string
    before: Json | null
    after: Json | null
  }
  journal_records: {
    seq: number
    at: string
    actor_id: string | null
    action: string
    subject_type: string
    subject_id: string
    record: Json
    hash: string
    previous_hash: string
  }
  landing_facts: {
    id: string | null
    organisation_id: string | null
    state: string | null
    holder: string | null
    due_at: string | null
    synthetic: boolean | null
  }
  landings: {
    id: string
    organisation_id: string
    landed_on: string
    kind: string
    evidence: string
    file_id: string
    reported_by: string
    state: string
    state_since: string
    state_reason: string | null
    decided_by: string | null
    decided_at: string | null
    holder: string | null
    due_at: string | null
    synthetic: Generated<boolean>
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  libraries: {
    id: string
    key: string
    title: string
    title_en: string
    purpose: string | null
  }
  library_entries: {
    id: string
    library_id: string
    scenario_id: string
    entered_at: string
    entered_reason: string
    left_at: string | null
    left_reason: string | null
    entered_by: string | null
    left_by: string | null
  }
  list_items: {
    list_id: string
    scenario_id: string
    position: number
    added_at: string
  }
  lists: {
    id: string
    pack_key: string | null
    code: string
    title: string
    kind: Generated<string>
    state: string
    state_since: string
    note: string | null
    released_on: string | null
    scheduled_for: string | null
    source: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  match_weight_uses: {
    id: string
    version: number
    at: string
    by_id: string | null
    reason: string | null
  }
  match_weights: {
    version: number
    text: number
    taxonomy: number
    requirements: number
    readiness: number
    proof: number
    distance: number
    staleness: number
    made_at: string
    learnt: Json | null
  }
  matching_asks: {
    id: string | null
    code: string | null
    owner_id: string | null
    is_public: boolean | null
    submitted_at: string | null
    state: string | null
  }
  matching_changes: {
    seq: GeneratedAlways<number>
    xid: Generated<number>
    kind: string
    id: string
    at: Generated<string>
  }
  matching_demand: {
    id: string | null
    scenario_id: string | null
    position: number | null
    text: string | null
    detail: string | null
    code: string | null
    title: string | null
    summary: string | null
    problem: string | null
    domain: string | null
    direction: string | null
    tracks: string[] | null
    districts: string[] | null
    owner_id: string | null
    owner_district: string | null
    state: string | null
    is_public: boolean | null
    submitted_at: string | null
    closes_at: string | null
    synthetic: boolean | null
    out: boolean | null
  }
  matching_intents: {
    id: string | null
    opening_id: string | null
    organisation_id: string | null
    capability_id: string | null
    state: string | null
    created_at: string | null
  }
  matching_offers: {
    id: string | null
    code: string | null
    organisation_id: string | null
    is_public: boolean | null
    state: string | null
  }
  matching_proofs: {
    capability_id: string | null
    position: number | null
    kind: string | null
    text: string | null
    confirmed: boolean | null
  }
  matching_requirements: {
    id: string | null
    scenario_id: string | null
    opening_id: string | null
    position: number | null
    text: string | null
    kind: string | null
    metric: string | null
    comparator: string | null
    threshold: number | null
    unit: string | null
  }
  matching_supply: {
    id: string | null
    code: string | null
    title: string | null
    description: string | null
    readiness_shown: string | null
    kind: string | null
    readiness: number | null
    tracks: string[] | null
    districts: string[] | null
    visibility: string | null
    is_public: boolean | null
    state: string | null
    fresh_until: string | null
    synthetic: boolean | null
    organisation_id: string | null
    organisation_name: string | null
    organisation_kind: string | null
    employees: number | null
    founded_on: string | null
  }
  matching_unmet: {
    id: string
    opening_id: string
    requirement_id: string | null
    nearest: number
    near: number
    stated: number
    taken_at: string
  }
  milestone_facts: {
    id: string | null
    project_id: string | null
    scenario_id: string | null
    title: string | null
    due_on: string | null
    done_on: string | null
    started_at: string | null
  }
  milestones: {
    id: string
    project_id: string
    position: number
    title: string
    due_on: string
    done_on: string | null
    explanation: string | null
    responsible: string
  }
  notifications: {
    id: string
    user_id: string
    at: string
    kind: string
    subject_type: string | null
    subject_id: string | null
    subject_title: string | null
    params: Generated<Json>
    read_at: string | null
    mailed_at: string | null
  }
  opening_material: {
    id: string | null
    scenario_id: string | null
    position: number | null
    text: string | null
    detail: string | null
  }
  opening_texts: {
    id: string | null
    scenario_id: string | null
    text: string | null
  }
  openings: {
    id: string
    scenario_id: string
    position: number
    text: string
    detail: string | null
  }
  organisation_codes: {
    id: string | null
    credit_code: string | null
    name: string | null
    district: string | null
  }
  organisation_first_served: {
    organisation_id: string | null
    first_served_on: string | null
  }
  organisation_landings: {
    organisation_id: string | null
    landed_on: string | null
    synthetic: boolean | null
  }
  organisation_members: {
    organisation_id: string
    user_id: string
    role: string
    since: string
  }
  organisation_names: {
    id: string | null
    pack_key: string | null
    name: string | null
    kind: string | null
    state: string | null
    district: string | null
    synthetic: boolean | null
  }
  organisation_services: {
    organisation_id: string | null
    served_on: string | null
    synthetic: boolean | null
  }
  organisation_words: {
    id: string | null
    search: string | null
  }
  organisations: {
    id: string
    pack_key: string | null
    name: string
    short_name: string | null
    credit_code: string | null
    kind: string
    district: string | null
    tracks: Generated<string[]>
    founded_on: string | null
    registered_capital_cny: number | null
    employees: number | null
    summary: string | null
    website: string | null
    state: Generated<string>
    state_since: string
    state_reason: string | null
    due_at: string | null
    landed_at: string | null
    source: string | null
    synthetic: Generated<boolean>
    seed: string | null
    search: Generated<string>
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  person_organisations: {
    user_id: string | null
    organisation_id: string | null
    name: string | null
    role: string | null
    since: string | null
  }
  person_reach: {
    id: string | null
    email: string | null
    locale: string | null
  }
  project_capabilities: {
    project_id: string
    capability_id: string
  }
  project_capability_facts: {
    project_id: string | null
    capability_id: string | null
    scenario_id: string | null
    state: string | null
    accepted_at: string | null
  }
  project_facts: {
    id: string | null
    code: string | null
    title: string | null
    state: string | null
    scenario_id: string | null
    agreement_id: string | null
    owner_id: string | null
    provider_id: string | null
    provider_ids: string[] | null
    started_at: string | null
    accepted_at: string | null
    starts_on: string | null
    ends_on: string | null
    synthetic: boolean | null
    owner_district: string | null
    holder: string | null
    due_at: string | null
    light: string | null
  }
  project_files: {
    id: string
    project_id: string
    file_id: string
    purpose: string
    milestone_id: string | null
    reading_id: string | null
    added_by: string | null
    added_at: string
  }
  project_follow_ups: {
    id: string
    project_id: string
    months: number
    side: string
    asks_at: string
    due_at: string
    told_at: string | null
    in_use: boolean | null
    scale: string | null
    note: string | null
    answered_by: string | null
    answered_at: string | null
  }
  projects: {
    id: string
    code: string
    title: string
    summary: string | null
    place: string | null
    scenario_id: string
    agreement_id: string
    owner_id: string
    owner_district: string | null
    provider_id: string
    provider_ids: string[]
    state: string
    state_since: string
    state_reason: string | null
    holder: string | null
    due_at: string | null
    starts_on: string | null
    ends_on: string | null
    started_at: string | null
    submitted_at: string | null
    submitted_by: string | null
    submitted_summary: string | null
    accepted_at: string | null
    accepted_by: string | null
    accepted_opinion: string | null
    time_zone: string
    milestones_total: Generated<number>
    milestones_settled: Generated<number>
    next_due_on: string | null
    indicators_total: Generated<number>
    indicators_read: Generated<number>
    lowest_progress: number | null
    told_of: string | null
    synthetic: Generated<boolean>
    search: Generated<string>
    created_by: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
    due_sort: GeneratedAlways<string>
    accepted_sort: GeneratedAlways<string>
  }
  promotion_decisions: {
    id: string
    promotion_id: string
    outcome: string
    reason: string
    proposed_by: string
    proposed_at: string
    settled_by: string | null
    settled_at: string | null
    state: string
    note: string | null
  }
  promotion_dossiers: {
    promotion_id: string
    statement: string | null
    state_reason: string | null
  }
  promotion_evidence: {
    id: string
    promotion_id: string
    position: number
    kind: string
    subject_id: string
    file_id: string | null
    sentence: string
    said: Json
    hash: string
    frozen_at: string
  }
  promotion_facts: {
    id: string | null
    code: string | null
    scenario_id: string | null
    from_rung: string | null
    to_rung: string | null
    state: string | null
    granted_at: string | null
    valid_until: string | null
    synthetic: boolean | null
    owner_id: string | null
  }
  promotions: {
    id: string
    code: string | null
    scenario_id: string
    owner_id: string
    owner_district: string | null
    from_rung: string
    to_rung: string
    summary: string | null
    valid_months: number | null
    state: string
    state_since: string
    holder: string | null
    due_at: string | null
    applied_at: string | null
    applied_by: string | null
    publicised_at: string | null
    publicity_ends_at: string | null
    granted_at: string | null
    valid_until: string | null
    reminded_at: string | null
    ended_at: string | null
    synthetic: Generated<boolean>
    search: Generated<string>
    is_public: GeneratedAlways<boolean>
    due_sort: GeneratedAlways<string>
    granted_sort: GeneratedAlways<string>
    valid_sort: GeneratedAlways<string>
    created_by: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  reading_facts: {
    id: string | null
    indicator_id: string | null
    project_id: string | null
    scenario_id: string | null
    name: string | null
    unit: string | null
    direction: string | null
    baseline: number | null
    target: number | null
    value: number | null
    at: string | null
    state: string | null
    synthetic: boolean | null
  }
  readings: {
    id: string
    indicator_id: string
    project_id: string
    value: number
    at: string
    day: string
    state: string
    state_since: string
    side: string
    reported_for: string
    reported_by: string | null
    reported_at: string
    settled_for: string | null
    settled_by: string | null
    settled_at: string | null
    holder: string | null
    due_at: string | null
    escalated_at: string | null
    reason: string | null
    note: string | null
    corrects_id: string | null
    updated_at: string
    version: Generated<number>
    due_sort: GeneratedAlways<string>
  }
  requirement_material: {
    id: string | null
    scenario_id: string | null
    opening_id: string | null
    position: number | null
    text: string | null
    kind: string | null
    metric: string | null
    comparator: string | null
    threshold: number | null
    unit: string | null
  }
  requirements: {
    id: string
    scenario_id: string
    opening_id: string | null
    position: number
    text: string
    kind: string
    metric: string | null
    comparator: string | null
    threshold: number | null
    unit: string | null
    limits_providers: Generated<boolean>
  }
  review_sheets: {
    review_id: string
    scores: Generated<Json>
    total: number | null
    comment_owner: Generated<string>
    comment_office: Generated<string>
  }
  reviews: {
    id: string
    round_id: string
    item_id: string
    scenario_id: string
    owner_id: string
    expert_id: string
    state: string
    state_since: string
    state_reason: string | null
    holder: string | null
    due_at: string | null
    declared_at: string | null
    submitted_at: string | null
    dissent: string | null
    dissented_at: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  round_decisions: {
    item_id: string
    round_id: string
    owner_id: string
    outcome: string
    reason: string
    comment: Generated<string>
    deviation: string | null
    decided_by: string
    decided_at: string
  }
  round_experts: {
    id: string
    round_id: string
    expert_id: string
    undertaking_version: string | null
    undertaken_at: string | null
    added_at: string
  }
  round_items: {
    id: string
    round_id: string
    scenario_id: string
    position: number
    code: string | null
    title: string
    owner_id: string
    owner_district: string | null
    submitted_by: string | null
    content: number
    synthetic: Generated<boolean>
    open: Generated<boolean>
    version: Generated<number>
  }
  round_progress: {
    item_id: string | null
    round_id: string | null
    assigned: number | null
    submitted: number | null
    lost: number | null
  }
  round_recommendations: {
    item_id: string
    round_id: string
    outcome: string
    reason: string
    recommended_by: string
    recommended_at: string
  }
  round_results: {
    item_id: string
    round_id: string
    scenario_id: string
    owner_id: string
    owner_district: string | null
    round_code: string
    round_title: string
    score: number | null
    criteria: Json
    rank: number | null
    ranked: number
    comments: Json
    outcome: string
    reason: string
    comment: string
    released_at: string
    synthetic: Generated<boolean>
  }
  round_snapshots: {
    round_id: string
    taken_at: string
    hash: string
    content: Json
  }
  rounds: {
    id: string
    code: string
    title: string
    call_id: string | null
    state: string
    state_since: string
    state_reason: string | null
    holder: string | null
    due_at: string | null
    criteria: Generated<Json>
    deadline: string | null
    required_reviews: Generated<number>
    chair_id: string | null
    released_at: string | null
    search: Generated<string>
    created_by: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  scenario_clearances: {
    id: string
    scenario_id: string
    kind: string
    outcome: string
    signer: string
    note: string | null
    file_id: string | null
    content: Generated<number>
    recorded_by: string
    recorded_at: string
  }
  scenario_comments: {
    id: string
    scenario_id: string
    path: string | null
    text: string
    author_id: string
    organisation_id: string | null
    at: string
    resolved_at: string | null
  }
  scenario_contact_facts: {
    scenario_id: string | null
    name: string | null
    mobile: string | null
    email: string | null
  }
  scenario_contacts: {
    scenario_id: string
    name: string
    mobile: string | null
    email: string | null
  }
  scenario_decisions: {
    id: string
    scenario_id: string
    outcome: string
    reason: string
    proposed_by: string
    proposed_at: string
    settled_by: string | null
    settled_at: string | null
    state: string
    note: string | null
  }
  scenario_facts: {
    id: string | null
    code: string | null
    title: string | null
    state: string | null
    owner_id: string | null
    owner_district: string | null
    opens_at: string | null
    closes_at: string | null
    domain: string | null
    direction: string | null
    districts: string[] | null
    synthetic: boolean | null
  }
  scenario_figures: {
    id: string | null
    state: string | null
    stage: string | null
    rung: string | null
    rung_since: string | null
    domain: string | null
    direction: string | null
    districts: string[] | null
    parent_id: string | null
    opportunity_cny: number | null
    published_at: string | null
    submitted_at: string | null
    is_public: boolean | null
    holder: string | null
    due_at: string | null
    synthetic: boolean | null
  }
  scenario_file_facts: {
    scenario_id: string | null
    file_id: string | null
    purpose: string | null
    position: number | null
  }
  scenario_files: {
    scenario_id: string
    file_id: string
    purpose: string
    position: number
  }
  scenario_landing: {
    id: string | null
    code: string | null
    title: string | null
    state: string | null
    owner_id: string | null
    owner_district: string | null
    published_at: string | null
    budget_cny: number | null
    is_public: boolean | null
    synthetic: boolean | null
  }
  scenario_material: {
    id: string | null
    code: string | null
    title: string | null
    summary: string | null
    problem: string | null
    domain: string | null
    direction: string | null
    tracks: string[] | null
    districts: string[] | null
    opener: string | null
    place: string | null
    starts_on: string | null
    ends_on: string | null
    opportunity_cny: number | null
    opportunity_bound: string | null
    opportunity_period: string | null
    budget_cny: number | null
    cooperation_modes: string[] | null
    owner_id: string | null
    owner_district: string | null
    state: string | null
    content: number | null
    submitted_by: string | null
    call_id: string | null
    synthetic: boolean | null
  }
  scenario_rungs: {
    id: string | null
    code: string | null
    title: string | null
    state: string | null
    previous_state: string | null
    rung: string | null
    owner_id: string | null
    owner_district: string | null
    published_at: string | null
    synthetic: boolean | null
  }
  scenarios: {
    id: string
    pack_key: string | null
    code: string | null
    title: string
    summary: string | null
    problem: string | null
    domain: string | null
    direction: string | null
    tracks: Generated<string[]>
    districts: Generated<string[]>
    opener: string | null
    focus: string | null
    owner_id: string
    owner_district: string | null
    parent_id: string | null
    state: string
    previous_state: string | null
    stage: string | null
    content: Generated<number>
    state_since: string
    state_reason: string | null
    holder: string | null
    due_at: string | null
    recommended_at: string | null
    recommended_by: string | null
    submitted_at: string | null
    submitted_by: string | null
    rung: string | null
    opportunity_cny: number | null
    opportunity_bound: string | null
    opportunity_period: string | null
    budget_cny: number | null
    cooperation_modes: Generated<string[]>
    place: string | null
    starts_on: string | null
    ends_on: string | null
    opens_at: string | null
    closes_at: string | null
    published_at: string | null
    list_id: string | null
    source: Json | null
    synthetic: Generated<boolean>
    seed: string | null
    search: Generated<string>
    is_public: GeneratedAlways<boolean>
    published_sort: GeneratedAlways<string>
    opportunity_sort: GeneratedAlways<number>
    closes_sort: GeneratedAlways<string>
    created_at: string
    updated_at: string
    version: Generated<number>
    call_id: string | null
    call_entered_at: string | null
    rung_since: string | null
  }
  security_events: {
    id: string
    at: string
    kind: string
    account: string | null
    user_id: string | null
    address: string | null
    detail: Generated<Json>
  }
  service_facts: {
    id: string | null
    organisation_id: string | null
    state: string | null
    holder: string | null
    due_at: string | null
    synthetic: boolean | null
  }
  services: {
    id: string
    kind: string
    organisation_id: string
    served_on: string
    scenario_id: string | null
    summary: string
    by_organisation_id: string | null
    recorded_by: string
    file_id: string | null
    state: string
    state_since: string
    state_reason: string | null
    confirmed_by: string | null
    confirmed_at: string | null
    holder: string | null
    due_at: string | null
    synthetic: Generated<boolean>
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  sessions: {
    id: string
    token_hash: Buffer
    user_id: string
    created_at: string
    seen_at: string
    ends_at: string
    user_agent: string | null
  }
  sign_in_failures: {
    subject: string
    failures: number
    last_at: string
    locked_until: string | null
  }
  state_changes: {
    id: GeneratedAlways<number>
    subject_type: string
    subject_id: string
    from_state: string | null
    to_state: string
    at: string
  }
  todo_agreements: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_calls: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_capabilities: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_confirmations: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_evaluations: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_intents: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_landings: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_lists: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_organisations: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_projects: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_promotions: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_readings: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_reviews: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    person_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_rounds: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    person_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_scenarios: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  todo_services: {
    subject_type: string | null
    subject_id: string | null
    code: string | null
    title: string | null
    state: string | null
    holder: string | null
    party: string | null
    organisation_id: string | null
    person_id: string | null
    district: string | null
    districts: string[] | null
    since: string | null
    due_at: string | null
  }
  unified_flows: {
    state_hash: Buffer
    browser_hash: Buffer
    return_to: string
    expires_at: string
  }
  unified_identities: {
    issuer: string
    subject: string
    user_id: string
    created_at: string
  }
  users: {
    id: string
    name: string
    email: string | null
    mobile: string | null
    state: Generated<string>
    roles: Generated<string[]>
    district: string | null
    locale: Generated<string>
    large_type: Generated<boolean>
    organisation_id: string | null
    demo: Generated<boolean>
    last_sign_in_at: string | null
    created_at: string
    updated_at: string
    version: Generated<number>
  }
  verification_codes: {
    id: string
    account: string
    purpose: string
    code_hash: Buffer
    attempts: Generated<number>
    created_at: string
    expires_at: string
    used_at: string | null
  }
}
