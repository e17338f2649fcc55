// What a reader should know of an answer before trusting it: in the page's words, else as the service says it.

import { number } from "../numbers";
import { known, type WarningKind } from "../service/warnings";
import { words } from "../words";

interface Warned {
  of: readonly string[] | null | undefined;
  /** What the view has said already. */
  except?: readonly WarningKind[];
}

export function Warnings({ of, except = [] }: Warned) {
  return (
    <>
      {told(of ?? [], except).map(({ text, own }) => (
        <p key={text} lang={own ? undefined : "en"}>
          {text}
        </p>
      ))}
    </>
  );
}

interface Told {
  text: string;
  /** Whether the words are the page's. */
  own: boolean;
}

export function told(warnings: readonly string[], except: readonly WarningKind[]): Told[] {
  const said: Record<WarningKind, (...parts: string[]) => string> = words().warnings;
  return warnings.flatMap((warning): Told[] => {
    const found = known(warning);
    if (!found) return [{ text: warning, own: false }];
    if (except.includes(found.kind)) return [];
    return [{ text: said[found.kind](...found.parts.map(figure)), own: true }];
  });
}

/** Return a part of a warning as the reader writes numbers, where it is one. */
function figure(part: string): string {
  return /^\d[\d,]*$/.test(part) ? number(Number(part.replaceAll(",", ""))) : part;
}
