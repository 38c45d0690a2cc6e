// Types of the API of the phones; see the OpenAPI document at /openapi.

/** @typedef {'whatsapp' | 'viber' | 'viber-partner' | 'sms'} Channel */

/**
 * @typedef {object} ChatSummary
 * @property {string} business
 * @property {number} unread
 * @property {string} at
 * @property {boolean} fromPerson
 * @property {string} preview
 * @property {boolean} typing whether the business is typing
 */

/**
 * @typedef {object} Phone
 * @property {Channel} channel
 * @property {string} person
 * @property {boolean} manual
 * @property {boolean} online
 * @property {number} clockAheadSeconds
 * @property {number} waiting messages that wait for the phone
 * @property {string[]} blocked
 * @property {ChatSummary[]} chats
 */

/**
 * @typedef {object} Action
 * @property {number} action
 * @property {string} kind
 * @property {string} label
 * @property {string} [description]
 * @property {string} [section]
 * @property {string} [value]
 */

/**
 * @typedef {object} MessageFile
 * @property {number} file
 * @property {'image' | 'video' | 'audio' | 'document' | 'sticker'} kind
 * @property {string} [name]
 * @property {string} [link]
 */

/**
 * @typedef {object} Card
 * @property {MessageFile} [file]
 * @property {string} [text]
 * @property {Action[]} [actions]
 */

/**
 * @typedef {object} Message
 * @property {string} id
 * @property {string} business
 * @property {boolean} fromPerson
 * @property {string} at
 * @property {'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'expired'} status
 * @property {string | null} error
 * @property {string | null} personReaction
 * @property {string | null} businessReaction
 * @property {string | null} editedText
 * @property {boolean} revoked
 * @property {string} kind
 * @property {string} [header]
 * @property {string} [text]
 * @property {string} [footer]
 * @property {MessageFile} [file]
 * @property {Action[]} [actions]
 * @property {Action[]} [keyboard]
 * @property {string} [listButton]
 * @property {Card[]} [cards]
 * @property {string} [quotes]
 * @property {string} [template]
 * @property {string} [interactive]
 * @property {{text: string, endsAt?: number}} [offer]
 * @property {any} [location]
 * @property {any} [contacts]
 * @property {any[]} [order]
 * @property {any} [address]
 * @property {any} [flow]
 * @property {string} [response]
 * @property {number} [sticker]
 * @property {boolean} [showsLinkPreview]
 * @property {boolean} [voice]
 * @property {boolean} [unsupported]
 * @property {number} [seconds]
 * @property {string} [encoding]
 * @property {number} [segments]
 */

/**
 * @typedef {object} Business
 * @property {Channel} channel
 * @property {string} business
 * @property {string | null} name
 * @property {string} [id] Meta's id of the number
 */

export {};
