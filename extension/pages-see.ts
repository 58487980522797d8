/**
 * Whether a page can look into what stands in it. Firefox hands its pages the nodes inside a closed root (`event.originalTarget`, what
 * `window.find` selects; seen in 140 and 153, 2026-11): there the card stands in the side panel, and badges nowhere, until the user wants
 * it otherwise.
 */
export const PAGES_SEE: boolean = import.meta.env.FIREFOX === true;
