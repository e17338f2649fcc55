// A name as it was given: in its own direction of writing, broken where its words meet rather than anywhere.

const BREAKS = /(?<=[_.-])/;

export function Named({ name }: { name: string }) {
  const [first = "", ...rest] = name.split(BREAKS);
  return (
    <bdi>
      {first}
      {rest.map((part) => (
        <>
          <wbr />
          {part}
        </>
      ))}
    </bdi>
  );
}
