//! Oil products and what a tonne of each is in barrels, by named tables that are printed with every figure.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::quantity::{Amount, AmountError, Unit};
use crate::base::text::fold;

/// Barrels in a kilolitre: 1 bbl is 42 US gallons, 158.987 litres.
const BARRELS_IN_KILOLITRE: f64 = 6.2898;

/// A class of oil products, as conversion tables and caps tell them apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProductClass {
    /// Crude oil.
    Crude,
    /// Refined petroleum of a kind that is not stated; tables give the factor of a basket for it.
    Refined,
    /// Liquefied petroleum gas.
    Lpg,
    /// Motor gasoline.
    Gasoline,
    /// Naphtha.
    Naphtha,
    /// Kerosene and jet fuel.
    Kerosene,
    /// Gas oil and diesel.
    GasOil,
    /// Residual fuel oil.
    Residual,
    /// Bitumen.
    Bitumen,
}

/// All classes, in the order of the tables.
pub const PRODUCT_CLASSES: [ProductClass; 9] = [
    ProductClass::Lpg,
    ProductClass::Gasoline,
    ProductClass::Naphtha,
    ProductClass::Kerosene,
    ProductClass::GasOil,
    ProductClass::Residual,
    ProductClass::Bitumen,
    ProductClass::Refined,
    ProductClass::Crude,
];

/// Words, folded, by which a cargo is known, the more special first.
const WORDS: &[(ProductClass, &[&str])] = &[
    (ProductClass::Crude, &["crude"]),
    (ProductClass::Lpg, &["lpg", "liquefied petroleum gas", "propane", "butane"]),
    (ProductClass::Gasoline, &["gasoline", "petrol", "mogas"]),
    (ProductClass::Naphtha, &["naphtha"]),
    (ProductClass::Kerosene, &["kerosene", "jet fuel", "jet a 1", "jet a"]),
    (ProductClass::GasOil, &["gas oil", "gasoil", "diesel", "mgo"]),
    (ProductClass::Residual, &["fuel oil", "residual", "mazut", "hfo"]),
    (ProductClass::Bitumen, &["bitumen", "asphalt"]),
    (ProductClass::Refined, &["refined", "petroleum product", "petroleum products", "oil product", "oil products"]),
];

impl ProductClass {
    /// The class in a user's words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Crude => "crude oil",
            Self::Refined => "refined petroleum, kind not stated",
            Self::Lpg => "LPG",
            Self::Gasoline => "gasoline",
            Self::Naphtha => "naphtha",
            Self::Kerosene => "kerosene and jet fuel",
            Self::GasOil => "gas oil and diesel",
            Self::Residual => "residual fuel oil",
            Self::Bitumen => "bitumen",
        }
    }

    /// The class of a cargo by its name; none if it is no oil product by name, or could be crude as well as refined.
    #[must_use]
    pub fn of(cargo: &str) -> Option<Self> {
        let spaced: String = fold(cargo).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        let padded = format!(" {spaced} ");
        let named = |words: &[&str]| words.iter().any(|word| padded.contains(&format!(" {word} ")));
        let found: Vec<Self> = WORDS.iter().filter(|(_, words)| named(words)).map(|(class, _)| *class).collect();
        match found[..] {
            // “Refined crude” is what some outlet makes of refined petroleum, or not.
            [] | [Self::Crude, _, ..] => None,
            [only] => Some(only),
            [first, Self::Refined] => Some(first),
            // “Gasoline and diesel”: refined, and of more than one kind.
            _ => Some(Self::Refined),
        }
    }

    /// Whether a rule that names `self` covers a cargo of class `other`.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self == other || (self == Self::Refined && other != Self::Crude)
    }
}

/// Barrels per tonne by product class, under the name that is printed with every figure made with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConversionTable {
    /// Its name.
    pub name: String,
    /// Barrels per tonne; a class that is missing cannot be converted with this table.
    pub factors: BTreeMap<ProductClass, Amount>,
}

/// The tables that every case has, with their factors, barrels per tonne.
///
/// “BP 2021”: Statistical Review of World Energy, approximate conversion factors, with its product basket for refined
/// petroleum of no stated kind; the 1718 Committee's published chart agrees in the row that could be checked. “UNSD”: UN
/// Statistics Division. The third is what the crude cap itself says: 4 million barrels or 525,000 tons.
pub const BUILT_IN: [(&str, &[(ProductClass, f64)]); 3] = [
    (
        "BP 2021",
        &[
            (ProductClass::Lpg, 11.600),
            (ProductClass::Gasoline, 8.350),
            (ProductClass::Kerosene, 7.880),
            (ProductClass::GasOil, 7.460),
            (ProductClass::Residual, 6.350),
            (ProductClass::Refined, 8.058),
        ],
    ),
    (
        "UNSD",
        &[
            (ProductClass::Lpg, 11.65),
            (ProductClass::Gasoline, 8.50),
            (ProductClass::Kerosene, 7.77),
            (ProductClass::GasOil, 7.23),
            (ProductClass::Residual, 6.62),
            (ProductClass::Naphtha, 8.74),
            (ProductClass::Bitumen, 6.05),
            (ProductClass::Crude, 7.32),
        ],
    ),
    ("S/RES/2397 para 4", &[(ProductClass::Crude, 7.619)]),
];

impl ConversionTable {
    /// The tables that every case has, as they are before anybody changes them.
    #[must_use]
    pub fn built_in() -> Vec<Self> {
        let factors = |factors: &[(ProductClass, f64)]| {
            let factor = |(class, factor): &(ProductClass, f64)| Some((*class, Amount::new(*factor).ok()?));
            factors.iter().filter_map(factor).collect()
        };
        BUILT_IN.map(|(name, rows)| Self { name: name.to_owned(), factors: factors(rows) }).into()
    }

    /// An amount in another unit.
    ///
    /// # Errors
    /// A sentence that says what is missing.
    pub fn convert(&self, amount: Amount, from: Unit, to: Unit, class: Option<ProductClass>) -> Result<Amount, String> {
        if from == to {
            return Ok(amount);
        }
        let beyond = || "The amount is too large to be converted".to_owned();
        let barrels = match from {
            Unit::Barrels => amount,
            Unit::Kilolitres | Unit::CubicMetres => amount.times(barrels_in_kilolitre()).ok_or_else(beyond)?,
            Unit::Tonnes => amount.times(self.factor(class)?).ok_or_else(beyond)?,
            Unit::Containers | Unit::Teu => return Err(no_way(from, to)),
        };
        match to {
            Unit::Barrels => Ok(barrels),
            Unit::Kilolitres | Unit::CubicMetres => barrels.over(barrels_in_kilolitre()).ok_or_else(beyond),
            Unit::Tonnes => barrels.over(self.factor(class)?).ok_or_else(beyond),
            Unit::Containers | Unit::Teu => Err(no_way(from, to)),
        }
    }

    /// Barrels per tonne of a class.
    ///
    /// # Errors
    /// A sentence if the class is unknown, or the table has no factor for it.
    pub fn factor(&self, class: Option<ProductClass>) -> Result<Amount, String> {
        let Some(class) = class else {
            return Err("Tonnes become barrels only for a known oil product; name the cargo".to_owned());
        };
        match self.factors.get(&class) {
            Some(factor) if *factor > Amount::default() => Ok(*factor),
            _ => Err(format!("The table {} has no factor for {}", self.name, class.word())),
        }
    }
}

fn barrels_in_kilolitre() -> Amount {
    Amount::new(BARRELS_IN_KILOLITRE).unwrap_or_default()
}

fn no_way(from: Unit, to: Unit) -> String {
    format!("{} cannot be converted to {}", from.symbol(), to.symbol())
}

/// Reads a factor as typed.
///
/// # Errors
/// A sentence if it is no amount above zero.
pub fn parse_factor(text: &str) -> Result<Amount, String> {
    let number = text.trim().replace(',', ".").parse::<f64>().map_err(|_| AmountError::NotFinite.to_string())?;
    match Amount::new(number) {
        Ok(factor) if factor > Amount::default() => Ok(factor),
        Ok(_) => Err("barrels per tonne must be above zero".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> ConversionTable {
        ConversionTable::built_in().into_iter().find(|table| table.name == name).expect("built in")
    }

    fn barrels(name: &str, amount: f64, unit: Unit, class: ProductClass) -> Result<String, String> {
        let amount = Amount::new(amount).expect("an amount");
        table(name).convert(amount, unit, Unit::Barrels, Some(class)).map(|amount| amount.rounded().to_string())
    }

    #[test]
    fn a_thousand_tonnes_of_gas_oil_in_both_tables() {
        assert_eq!(barrels("BP 2021", 1_000.0, Unit::Tonnes, ProductClass::GasOil).as_deref(), Ok("7,460"));
        assert_eq!(barrels("UNSD", 1_000.0, Unit::Tonnes, ProductClass::GasOil).as_deref(), Ok("7,230"));
        assert_eq!(barrels("UNSD", 1_000.0, Unit::Kilolitres, ProductClass::GasOil).as_deref(), Ok("6,290"));
    }

    #[test]
    fn the_crude_cap_in_tons_is_the_cap_in_barrels() {
        let found = barrels("S/RES/2397 para 4", 525_000.0, Unit::Tonnes, ProductClass::Crude).expect("converts");
        assert_eq!(found, "3,999,975");
    }

    #[test]
    fn what_cannot_be_converted_says_why() {
        let no_factor = barrels("BP 2021", 1.0, Unit::Tonnes, ProductClass::Bitumen);
        assert_eq!(no_factor, Err("The table BP 2021 has no factor for bitumen".to_owned()));
        let containers = barrels("BP 2021", 1.0, Unit::Containers, ProductClass::Refined);
        assert_eq!(containers, Err("containers cannot be converted to bbl".to_owned()));
        let unknown = table("BP 2021").convert(Amount::default(), Unit::Tonnes, Unit::Barrels, None);
        assert!(unknown.is_err_and(|error| error.contains("name the cargo")));
    }

    #[test]
    fn a_cargo_is_known_by_its_name() {
        let check = |cargo: &str, class: Option<ProductClass>| assert_eq!(ProductClass::of(cargo), class, "{cargo}");
        check("refined petroleum", Some(ProductClass::Refined));
        check("Refined petroleum products (diesel)", Some(ProductClass::GasOil));
        check("Gasoline and diesel", Some(ProductClass::Refined));
        check("crude oil", Some(ProductClass::Crude));
        check("refined crude", None);
        check("containers", None);
        check("jet fuel", Some(ProductClass::Kerosene));
        check("", None);
        check("crudely packed", None);
    }

    #[test]
    fn a_rule_on_refined_petroleum_covers_diesel_and_not_crude() {
        assert!(ProductClass::Refined.covers(ProductClass::GasOil));
        assert!(!ProductClass::Refined.covers(ProductClass::Crude));
        assert!(!ProductClass::Crude.covers(ProductClass::Refined));
    }
}
