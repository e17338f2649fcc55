// A name from the data: in its own direction of writing, and cut short where it is longer than a line may be.

interface Named {
  name: string;
}

const LONG = 32; // letters; most networks allow half of that

export function Called({ name }: Named) {
  return (
    <bdi class={name.length > LONG ? "long" : undefined} title={name.length > LONG ? name : undefined}>
      {name}
    </bdi>
  );
}
