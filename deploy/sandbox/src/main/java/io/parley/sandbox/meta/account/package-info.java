/** Meta's account side: business accounts, phone numbers, profiles, uploads, subscriptions and tokens. */
package io.parley.sandbox.meta.account;
