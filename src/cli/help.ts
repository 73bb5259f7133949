import { Help, type HelpConfiguration, type Option } from 'commander';

/** How help is worded: an option that is not given by default, or holds nothing, has no default worth telling. */
export const HELP: HelpConfiguration = {
  optionDescription: (option) =>
    new Help().optionDescription(tellsDefault(option) ? option : withoutDefault(option)),
};

function tellsDefault({ defaultValue }: Option): boolean {
  if (typeof defaultValue === 'object' && defaultValue !== null) return Object.keys(defaultValue).length > 0;
  return defaultValue !== false;
}

const withoutDefault = (option: Option): Option =>
  Object.assign(Object.create(option) as Option, { defaultValue: undefined });
