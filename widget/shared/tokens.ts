/**
 * Colours and shapes, each written once: `--datapass-x` (the page's wish), else the variable of the French design
 * system when the page has it (light and dark follow), else a neutral value. Nothing of that system is shipped.
 * Everything else in the element uses the private `--_x`.
 */
import { css } from 'lit';

export const tokens = css`
:host{
--_accent:var(--datapass-accent,var(--background-action-high-blue-france,light-dark(#000091,#8585f6)));
--_accent-hover:var(--datapass-accent-hover,var(--background-action-high-blue-france-hover,light-dark(#1212ff,#b1b1f9)));
--_accent-soft:var(--datapass-accent-soft,var(--background-open-blue-france,light-dark(#ececfe,#272747)));
--_on-accent:var(--datapass-on-accent,var(--text-inverted-blue-france,light-dark(#f5f5fe,#000091)));
--_title:var(--datapass-title,var(--text-title-grey,light-dark(#161616,#fff)));
--_text:var(--datapass-text,var(--text-default-grey,light-dark(#3a3a3a,#cecece)));
--_mute:var(--datapass-mute,var(--text-mention-grey,light-dark(#666,#929292)));
--_line:var(--datapass-line,var(--border-default-grey,light-dark(#ddd,#353535)));
--_alt:var(--datapass-alt,var(--background-alt-grey,light-dark(#f6f6f6,#1e1e1e)));
--_page:var(--datapass-page,var(--background-default-grey,light-dark(#fff,#161616)));
--_ok:var(--datapass-success,var(--text-default-success,light-dark(#18753c,#27a658)));
--_ok-soft:var(--background-contrast-success,light-dark(#e3fdeb,#142117));
--_err:var(--datapass-error,var(--text-default-error,light-dark(#ce0500,#ff5655)));
--_err-soft:var(--background-contrast-error,light-dark(#ffe9e9,#391c1c));
--_info:var(--datapass-info,var(--text-default-info,light-dark(#0063cb,#518fff)));
--_info-soft:var(--background-contrast-info,light-dark(#e8edff,#1d2437));
--_ring:var(--datapass-ring,#0a76f6);
--_radius:var(--datapass-radius,0)
}`;
