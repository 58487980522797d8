/** The manifest: what is asked at install (four permissions, in Chromium the side panel's too, no host), and what the two build modes for trying it out add. */
import type { UserManifest } from 'wxt';

/** The public half of a key pair whose other half is not kept: it only makes the id the same on every machine. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA8CFmoxRr9GyHvtUVW5QW6s+N6T554qYrxKwymLCUE/H63pPGAapB6c+HL2Iz+2y+LnJKWfJxO9UIAaUJL/Lfm8uQPHB79wX7xDiG0pfqEOeZ/nOpKHxvaZr/Irp/7V/Xl0eMPU20tCrhZNrFiW7PzjcQzj5y/adSMUlUqDHyOYmlTAxHAn1ioY4kaBF8G16hToXMeEtAyndo4cL1NXJU1mdH/1kLqg2ah1tHMwIzph6LNdhmmyK9TfBazCwsz6PJKsMx5gERBvHl3veNDhxAciK6UzjruthKc9hAAaLMr1y1jvh5F2qDbS9zu03g6bjCM0bOYZBnl2rK55xzyQVCQwIDAQAB';
/** The id that Chromium derives from the key above (the first 16 bytes of its SHA-256, as letters a to p). */
export const CHROMIUM_ID = 'nodjgpnpnkibapoamfibpnlhcnahocfm';
export const FIREFOX_ID = 'vafa@vafa.example';

/** What is asked at install; every host is granted later, one by one, by a click in our own page. */
export const PERMISSIONS = ['storage', 'alarms', 'notifications', 'scripting'] as const;
/**
 * Only Chromium's, and said here beside what WXT adds for the panel's page: it brings no warning. Asked for at run time instead, Chromium
 * (156) ends the extension's pages and its background as the panel opens.
 */
export const CHROMIUM_PERMISSIONS = [...PERMISSIONS, 'sidePanel'] as const;
/** Hosts that the modes `e2e` and `demo` hold from the start, since nobody is there to click. */
export const TRIAL_HOSTS = ['http://127.0.0.1/*', 'https://mail.google.com/*'] as const;

/** Our own pages: no inline script, no frame, and requests only to a Worker by https or on this machine. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // No text becomes markup or a script's address: where the browser knows Trusted Types, it refuses even to try.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The manifest for a browser ('chrome', 'firefox') and a build mode ('production' is the shipped one;
 * 'e2e' and 'demo' hold TRIAL_HOSTS from the start).
 */
export function manifestFor(browser: string, mode: string): UserManifest {
  const trial = mode === 'e2e' || mode === 'demo';
  return {
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: [...(browser === 'firefox' ? PERMISSIONS : CHROMIUM_PERMISSIONS)],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    ...(trial ? { host_permissions: [...TRIAL_HOSTS] } : {}),
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+V' } },
      hide: { suggested_key: { default: 'Alt+Shift+H' }, description: '__MSG_commandHide__' },
      log: { suggested_key: { default: 'Alt+Shift+L' }, description: '__MSG_commandLog__' },
    },
    content_security_policy: { extension_pages: PAGE_POLICY },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: FIREFOX_ID,
              strict_min_version: '140.0',
              // Names and addresses of customers, tokens; and what calls and mails were about, as the user logs it: to the user's own Worker.
              data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo', 'personalCommunications'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : // From 128 on it tells how far a page zooms what stands in it (`currentCSSZoom`): a card too small to be read takes no clicks.
        { key: CHROMIUM_KEY, minimum_chrome_version: '128' }),
  };
}
