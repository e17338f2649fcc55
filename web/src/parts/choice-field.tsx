// A field with suggestions (the combobox of the ARIA patterns): type, walk with the arrows, choose with Enter.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { words } from "../words";

export interface Option {
  value: string;
  label: string;
  detail?: ComponentChildren;
}

interface Choice {
  label: string;
  /** What the field shows until somebody types. */
  value: string;
  suggest: (text: string, signal: AbortSignal) => Promise<Option[]>;
  choose: (option: Option) => void;
  /** Whether the field is emptied by a choice, since it adds to a list. */
  adds?: boolean;
  placeholder?: string;
}

const PAUSE_MS = 120; // between letters, so that not every letter is a question

export function ChoiceField({ label, value, suggest, choose, adds = false, placeholder }: Choice) {
  const id = useId();
  const [text, setText] = useState<string | null>(null);
  const [options, setOptions] = useState<Option[]>([]);
  const [at, setAt] = useState(-1);
  const [none, setNone] = useState(false);
  const open = text !== null && options.length > 0;

  useEffect(() => {
    if (text === null) return;
    const control = new AbortController();
    const timer = setTimeout(() => {
      suggest(text, control.signal).then(
        (found) => {
          if (control.signal.aborted) return;
          setOptions(found);
          setNone(found.length === 0);
          setAt(found.length > 0 ? 0 : -1);
        },
        () => {},
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [text]);

  const close = () => {
    setText(null);
    setOptions([]);
    setNone(false);
    setAt(-1);
  };
  const take = (option: Option | undefined) => {
    if (!option) return;
    close();
    choose(option);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && open) {
      event.preventDefault();
      take(options[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setText(text ?? "");
      else setAt((at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
    }
  };

  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        dir="auto"
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        value={text ?? (adds ? "" : value)}
        onInput={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => text ?? setText("")}
        onBlur={close}
        onKeyDown={key}
      />
      <div class="suggestions" id={`${id}-list`} role="listbox" aria-label={label} hidden={!open}>
        {options.map((option, place) => (
          <div
            key={option.value}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            onMouseDown={(event) => {
              event.preventDefault(); // before the field loses the focus and closes the list
              take(option);
            }}
          >
            <bdi>{option.label}</bdi>
            {option.detail && <small>{option.detail}</small>}
          </div>
        ))}
      </div>
      <small class="none" role="status">
        {none && text ? words().fields.none : ""}
      </small>
    </div>
  );
}
